import { afterEach, describe, expect, test, vi } from "vitest";

const right = {
  DATABASE_URL: "postgres://tendon_app@localhost:5432/tendon",
  SECRET_KEY: "a key that is long enough to be taken",
  ...{ HOST: "", ORIGIN: "", SMTP_URL: "", MAIL_FROM: "", AUDIT_KEY: "", DATABASE_DIRECT_URL: "" },
};

afterEach(() => vi.unstubAllEnvs());

/** The configuration as a process that starts now would read it, or what it would say instead. */
async function read(known: Record<string, string> = {}) {
  vi.resetModules();
  for (const [name, value] of Object.entries({ ...right, ...known })) vi.stubEnv(name, value);
  const { env } = await import("~/env.server");
  try {
    return env();
  } catch (error) {
    return String(error);
  }
}

describe("where it listens", () => {
  test.each(["127.0.0.1", "::1", "localhost"])("%s needs no address that people type", async (HOST) => {
    expect(await read({ HOST })).toMatchObject({ HOST });
  });

  test.each([
    ["0.0.0.0", ""],
    ["10.0.0.5", "http://tendon.practice.example"],
    ["::", "http://127.0.0.1:3000"],
  ])("%s needs an https one, and not '%s'", async (HOST, ORIGIN) => {
    expect(await read({ HOST, ORIGIN })).toContain("ORIGIN: must be an https:// address");
  });

  test("any host is well with an https address", async () => {
    const ORIGIN = "https://tendon.practice.example";
    expect(await read({ HOST: "0.0.0.0", ORIGIN })).toMatchObject({ HOST: "0.0.0.0", ORIGIN });
  });
});

test.each([
  [{ SECRET_KEY: "short" }, "SECRET_KEY"],
  [{ SECRET_KEY: "" }, "SECRET_KEY"],
  [{ AUDIT_KEY: "short" }, "AUDIT_KEY"],
  [{ DATABASE_URL: "no address" }, "DATABASE_URL"],
  [{ SMTP_URL: "smtp://mail.example" }, "MAIL_FROM"],
])("%o is refused by name, and its value is not told", async (known, name) => {
  const said = await read(known);
  expect(said).toContain(name);
  for (const value of Object.values(known).filter(Boolean)) expect(said).not.toContain(value);
});
