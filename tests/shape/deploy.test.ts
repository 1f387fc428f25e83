import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { sourcesIn } from "./sources";

const folder = fileURLToPath(new URL("../../db/deploy", import.meta.url));
const read = (name: string) => readFileSync(join(folder, name), "utf8");

/** What a machine lacks is shown as skipped: the files' own checks above and below run everywhere. */
const has = (program: string, ...args: string[]) => spawnSync(program, args).status === 0;

/** What the app reads of its environment, the launcher and the commands beside it, and Compose for itself. */
const ofApp = [...(sourcesIn("app", /^env\.server\.ts$/)[0]?.text ?? "").matchAll(/^ {4}([A-Z_]+): /gm)].map(
  ([, name = ""]) => name,
);
const known = new Set([...ofApp, "DATABASE_OWNER_URL", "BACKUP_KEY", "NODE_ENV"]);
const ofCompose = ["TENDON_UID", "TLS_FILE", "PACKS_DIR"];
const unknownIn = (names: string[]) => names.filter((name) => !known.has(name));

interface Compose {
  services: Record<
    string,
    { environment?: Record<string, string>; stop_grace_period?: string; volumes: string[] }
  >;
}
const compose = parse(read("compose.yaml"), { merge: true }) as Compose;
const tendons = Object.values(compose.services).filter(({ environment }) => environment);

test("the variables that the app reads are found", () => {
  expect(ofApp).toEqual(expect.arrayContaining(["DATABASE_URL", "DATABASE_PREPARE", "SECRET_KEY"]));
});

describe("Compose", () => {
  test("gives two processes one environment, of variables that are read", () => {
    expect(tendons).toHaveLength(2);
    expect(tendons[0]?.environment).toEqual(tendons[1]?.environment);
    expect(unknownIn(Object.keys(tendons[0]?.environment ?? {}))).toEqual([]);
    const asked = [...read("compose.yaml").matchAll(/\$\{([A-Z_]+)/g)].map(([, name = ""]) => name);
    expect(unknownIn(asked).filter((name) => !ofCompose.includes(name))).toEqual([]);
  });

  test("waits longer than a drain takes", () => {
    for (const { environment, stop_grace_period } of tendons)
      expect(parseInt(stop_grace_period ?? "")).toBeGreaterThan(
        25 + Number(environment?.DRAIN_NOTICE_SECONDS),
      );
  });

  test("mounts what is there", () => {
    const own = Object.values(compose.services)
      .flatMap(({ volumes }) => volumes)
      .filter((volume) => volume.startsWith("./"))
      .map((volume) => volume.split(":")[0] ?? "");
    expect(own.map(read).every((text) => text.length > 0)).toBe(true);
  });

  test.skipIf(!has("docker", "compose", "version"))("docker compose itself takes it", () => {
    const given = { ...envOf("env.example"), SECRET_KEY: "0".repeat(32) };
    const { status, stderr } = spawnSync("docker", ["compose", "-f", "compose.yaml", "config", "--quiet"], {
      cwd: folder,
      encoding: "utf8",
      env: { ...process.env, ...given },
    });
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
  });
});

function envOf(name: string): Record<string, string> {
  const lines = read(name)
    .split("\n")
    .filter((line) => /^[A-Z]/.test(line));
  return Object.fromEntries(
    lines.map((line) => [line.split("=")[0] ?? "", line.slice(line.indexOf("=") + 1)]),
  );
}

test("the example names variables that are read", () => {
  expect(unknownIn(Object.keys(envOf("env.example"))).sort()).toEqual(["PACKS_DIR", "TLS_FILE"]);
});

describe("systemd", () => {
  const units = ["tendon.service", "tendon-backup.service", "tendon-backup.timer"];

  test.each(units)("%s gives variables that are read, and runs what is there", (unit) => {
    const given = [...read(unit).matchAll(/^Environment=([A-Z_]+)=/gm)].map(([, name = ""]) => name);
    expect(unknownIn(given)).toEqual([]);
    const programs = [...read(unit).matchAll(/^ExecStart=\/usr\/bin\/node (\S+)(?: (\S+\.ts))?/gm)];
    for (const path of programs.flatMap(([, ...paths]) => paths.filter(Boolean)))
      expect(readFileSync(join(folder, "../..", path), "utf8")).not.toBe("");
  });

  test("the app is hardened, and stopped later than its drain ends", () => {
    const unit = read("tendon.service");
    for (const line of [
      "NoNewPrivileges=yes",
      "ProtectSystem=strict",
      "ProtectHome=yes",
      "CapabilityBoundingSet=",
    ])
      expect(unit.split("\n")).toContain(line);
    const [, stop] = /^TimeoutStopSec=(\d+)$/m.exec(unit) ?? [];
    const [, notice] = /^Environment=DRAIN_NOTICE_SECONDS=(\d+)$/m.exec(unit) ?? [];
    expect(Number(stop)).toBeGreaterThan(25 + Number(notice));
  });

  test.skipIf(!has("systemd-analyze", "--version"))("systemd-analyze itself takes them", () => {
    const aside = mkdtempSync(join(tmpdir(), "tendon-units-"));
    try {
      // As on a machine that has node in its place.
      for (const unit of units)
        writeFileSync(join(aside, unit), read(unit).replaceAll("/usr/bin/node", process.execPath));
      const paths = units.map((unit) => join(aside, unit));
      const { status, stderr } = spawnSync("systemd-analyze", ["verify", "--man=no", ...paths], {
        encoding: "utf8",
      });
      const ours = stderr.split("\n").filter((line) => line.includes("tendon"));
      expect({ status, ours }).toEqual({ status: 0, ours: [] });
    } finally {
      rmSync(aside, { recursive: true, force: true });
    }
  });
});
