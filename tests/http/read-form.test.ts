import { describe, expect, test } from "vitest";
import { z } from "zod";
import { parseForm, readForm, typed } from "~/http/read-form.server";
import { email, line, prose, wholeNumber } from "~/words/fields";

const schema = z.object({
  name: line("Enter a name", 20),
  email: email("Enter an e-mail"),
  notes: prose(50),
  count: wholeNumber("Enter a number", 1, 9),
  roles: z.array(z.enum(["scheduler", "physician"], "Choose from the list")).max(2),
});

const formOf = (entries: [string, string][]) => {
  const form = new FormData();
  for (const [name, value] of entries) form.append(name, value);
  return form;
};
const right: [string, string][] = [
  ["name", "  Nora "],
  ["email", "nora@practice.example"],
  ["count", "3"],
  ["roles", "scheduler"],
  ["roles", "physician"],
];
const errorsOf = (entries: [string, string][]) => {
  const form = parseForm(formOf(entries), schema);
  return form.ok ? {} : form.faults.errors;
};
const without = (name: string) => right.filter(([other]) => other !== name);

describe("a form", () => {
  test("is read by its schema, and only what the schema names", () => {
    const form = parseForm(formOf([...right, ["id", "7"], ["version", "9"], ["createdBy", "me"]]), schema);
    expect(form.ok && form.data).toEqual({
      name: "Nora",
      email: "nora@practice.example",
      notes: "",
      count: 3,
      roles: ["scheduler", "physician"],
    });
  });

  test("gives back what was typed, with words beside each field", () => {
    const form = parseForm(
      formOf([
        ["name", ""],
        ["email", "nora"],
        ["count", "many"],
      ]),
      schema,
    );
    expect(form).toEqual({
      ok: false,
      faults: {
        errors: {
          name: ["Enter a name"],
          email: [expect.stringContaining("not an e-mail")],
          count: ["Enter a number"],
        },
        values: { name: "", email: "nora", count: "many" },
      },
    });
  });

  test.each([
    ["NUL", "No\u0000ra"],
    ["too much", "x".repeat(21)],
  ])("with %s in a line says so", (_, text) => {
    expect(errorsOf([...without("name"), ["name", text]])["name"]).toHaveLength(1);
  });

  test.each(["1e308", "-1", "0", "10", "3.5", "Infinity", "NaN", "0x10", "9".repeat(400)])(
    "%s is no count",
    (text) => {
      expect(errorsOf([...without("count"), ["count", text]])).toEqual({ count: expect.any(Array) });
    },
  );

  test("gives back no secret", () => {
    const secrets = ["password", "newPassword", "token", "again", "current", "accessToken"];
    const form = formOf([["name", "Nora"], ...secrets.map((name): [string, string] => [name, "s3cret"])]);
    expect(typed(form)).toEqual({ name: "Nora" });
  });
});

describe("a hostile form", () => {
  test("with an index of millions costs nothing", () => {
    const from = performance.now();
    const entries: [string, string][] = [
      ["roles[4294967294]", "scheduler"],
      ["roles[99999999]", "scheduler"],
      ["x[300000000][300000000]", "y"],
      [`a${"[0]".repeat(5000)}`, "y"],
      [`a${".b".repeat(5000)}`, "y"],
    ];
    expect(errorsOf([...right, ...entries])).toEqual({});
    expect(performance.now() - from).toBeLessThan(500);
  });

  test("reaches no prototype", () => {
    const entries: [string, string][] = [
      ["__proto__.polluted", "yes"],
      ["constructor.prototype.polluted", "yes"],
      ["name.__proto__.polluted", "yes"],
      ["toString", "x"],
      ["hasOwnProperty", "x"],
    ];
    expect(errorsOf([...right, ...entries])).toEqual({});
    expect(Object.keys(Object.getPrototypeOf({}))).toEqual([]);
    expect("polluted" in {}).toBe(false);
  });

  test("of a hundred thousand fields is refused as unreadable", () => {
    const form = formOf(Array.from({ length: 100_000 }, (_, index) => [`f${index}`, ""]));
    expect(() => parseForm(form, schema)).toThrow(expect.objectContaining({ init: { status: 400 } }));
  });

  const send = (body: string, type: string) =>
    readForm(
      new Request("http://127.0.0.1/", { method: "POST", body, headers: { "content-type": type } }),
      schema,
    );

  test.each([
    ["JSON", '{"name":"Nora"}', "application/json"],
    ["a broken multipart", "--x\r\nnothing", "multipart/form-data; boundary=x"],
    ["multipart without a boundary", "x", "multipart/form-data"],
    ["plain text", "name=Nora", "text/plain"],
  ])("that is %s is 400, never a fault", async (_, body, type) => {
    await expect(send(body, type)).rejects.toMatchObject({ init: { status: 400 } });
  });

  test("with broken escapes is read as it stands", async () => {
    const form = await send("name=%E0%A4%A&email=%00%ff", "application/x-www-form-urlencoded");
    expect(form.ok).toBe(false);
  });

  test("a file where text belongs is no text", () => {
    const form = formOf(without("name"));
    form.append("name", new File(["x"], "x.txt"));
    expect(parseForm(form, schema).ok).toBe(false);
    expect(typed(form)).not.toHaveProperty("name");
  });
});
