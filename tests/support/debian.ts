import { execFile } from "node:child_process";
import { existsSync, mkdirSync, readdirSync } from "node:fs";
import { delimiter, join } from "node:path";
import { promisify } from "node:util";
import { root } from "./test-server";

const execute = promisify(execFile);
const packagesMs = 120_000;

export interface Program {
  path: string;
  /** Where it is called from: root's tests run it as another account, which may not walk the path to a clone. */
  cwd: string;
  env: NodeJS.ProcessEnv;
}

interface Wanted {
  /** What it is called, in /usr/sbin and as a package. */
  name: string;
  /** The packages of the libraries that a bare machine lacks. */
  libraries: readonly string[];
  /** An argument with which it says its version and ends well. */
  version: string;
}

/** A server that is installed, or Debian's, fetched and unpacked where nobody need be root for it; or why there is none. */
export async function findProgram(wanted: Wanted): Promise<Program | { missing: string }> {
  for (const find of [installed, unpacked, fetched]) {
    for (const program of await Promise.resolve(find(wanted)).catch(() => []))
      if (await works(program, wanted.version)) return program;
  }
  return {
    missing: `${wanted.name} is not installed, and Debian's package cannot be fetched with apt-get and dpkg`,
  };
}

const installed = ({ name }: Wanted): Program[] =>
  [...(process.env["PATH"] ?? "").split(delimiter), "/usr/sbin"]
    .map((folder) => join(folder, name))
    .filter(existsSync)
    .map((path) => ({ path, cwd: "/", env: { NODE_ENV: "test" } }));

const cacheOf = ({ name }: Wanted) => join(root, "node_modules", ".cache", "tendon", name);

function unpacked(wanted: Wanted): Program[] {
  const [cwd, path] = [cacheOf(wanted), `usr/sbin/${wanted.name}`];
  if (!existsSync(join(cwd, path))) return [];
  const libraries = readdirSync(join(cwd, "usr/lib")).map((name) => join("usr/lib", name));
  return [{ path: `./${path}`, cwd, env: { NODE_ENV: "test", LD_LIBRARY_PATH: libraries.join(":") } }];
}

async function fetched(wanted: Wanted): Promise<Program[]> {
  const cwd = cacheOf(wanted);
  mkdirSync(cwd, { recursive: true });
  const inCache = { cwd, timeout: packagesMs };
  if (process.getuid?.() === 0) await execute("apt-get", ["update"], inCache).catch(() => {});
  await execute("apt-get", ["download", wanted.name, ...wanted.libraries], inCache);
  for (const name of readdirSync(cwd).filter((file) => file.endsWith(".deb"))) {
    await execute("dpkg", ["-x", name, "."], inCache);
  }
  // Also for the account that root's tests run it as.
  await execute("chmod", ["-R", "a+rX", cwd]);
  return unpacked(wanted);
}

const works = ({ path, cwd, env }: Program, version: string) =>
  execute(path, [version], { cwd, env }).then(
    () => true,
    () => false,
  );
