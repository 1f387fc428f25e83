import { renderToString } from "react-dom/server";
import { describe, expect, test } from "vitest";
import { Button } from "~/ui/button";
import { Checkbox, Fieldset, NumberScale, RadioCards } from "~/ui/choices";
import { ErrorSummary } from "~/ui/error-summary";
import { Field, SelectField, TextAreaField } from "~/ui/field";
import { PasswordField } from "~/ui/password-field";
import { attribute, brokenIds, tags } from "./markup";

const wrong = ["Say why"];
const knee = [{ value: "knee", label: "Knee" }];

const refusedForm = (
  <form>
    <ErrorSummary
      errors={{
        why: wrong,
        "days[0].from": wrong,
        region: wrong,
        rating: wrong,
        pain: wrong,
        consent: wrong,
        "": ["Try again"],
      }}
    />
    <Field label="Why" name="why" hint="In a few words" errors={wrong} />
    <Field label="From" name="days[0].from" type="time" errors={wrong} />
    <SelectField label="Region" name="region" options={knee} empty="Choose" errors={wrong} />
    <TextAreaField label="Note" name="note" hint="Optional" />
    <RadioCards legend="Result" name="rating" options={knee} hint="Your own view" errors={wrong} />
    <NumberScale legend="Pain" name="pain" from={0} to={10} fromMeans="none" toMeans="worst" errors={wrong} />
    <Fieldset legend="Terms" id="terms" hint="Both">
      <Checkbox name="consent" label="I agree" hint="You may withdraw" errors={wrong} />
    </Fieldset>
  </form>
);

describe("a refused form", () => {
  test("leads from every message to its control, and from every control to its message", () => {
    expect(brokenIds(refusedForm)).toEqual([]);
    const all = tags(refusedForm);
    const why = all.find((tag) => attribute(tag, "name") === "why");
    expect(attribute(why, "aria-describedby")).toBe("why-hint why-error");
    expect(attribute(why, "aria-invalid")).toBe("true");
    const note = all.find((tag) => attribute(tag, "name") === "note");
    expect(attribute(note, "aria-describedby")).toBe("note-hint");
    expect(attribute(note, "aria-invalid")).toBeUndefined();
  });

  test("sends a summary's link to something that can take focus", () => {
    const all = tags(refusedForm);
    const targets = all.flatMap((tag) => /^#(.+)/.exec(attribute(tag, "href") ?? "")?.[1] ?? []);
    expect(targets).toHaveLength(6);
    for (const target of targets) {
      const tag = all.find((one) => attribute(one, "id") === decodeURIComponent(target));
      expect(["input", "select", "textarea"]).toContain(tag?.name);
    }
  });
});

test("a form that was not refused has no summary", () => {
  expect(renderToString(<ErrorSummary errors={{ why: undefined, region: [], note: null }} />)).toBe("");
});

test("two forms can share field names when they are given ids", () => {
  const both = (
    <>
      <Field label="Reason" name="reason" id="stop-reason" errors={wrong} />
      <RadioCards
        legend="Reason"
        name="reason"
        id="hold-reason"
        options={[...knee, { value: "hip", label: "Hip" }]}
      />
    </>
  );
  expect(brokenIds(both)).toEqual([]);
  expect(tags(both).filter((tag) => attribute(tag, "name") === "reason")).toHaveLength(3);
});

test("a scale offers each number once and starts on the one given", () => {
  const scale = tags(
    <NumberScale
      legend="Pain"
      name="pain"
      from={0}
      to={10}
      fromMeans="none"
      toMeans="worst"
      defaultValue="0"
    />,
  );
  const radios = scale.filter((tag) => attribute(tag, "type") === "radio");
  expect(radios.map((tag) => attribute(tag, "value"))).toEqual("0 1 2 3 4 5 6 7 8 9 10".split(" "));
  expect(radios.filter((tag) => tag.attributes.has("checked")).map((tag) => attribute(tag, "value"))).toEqual(
    ["0"],
  );
});

test("hostile words stay words", () => {
  const hostile = `"><script>alert(1)</script><img src=x onerror='alert(2)'>`;
  const form = (
    <>
      <Field
        label={hostile}
        name="name"
        defaultValue={hostile}
        hint={hostile}
        errors={[hostile]}
        placeholder={hostile}
      />
      <SelectField label={hostile} name="choice" options={[{ value: hostile, label: hostile }]} />
      <ErrorSummary errors={{ [hostile]: [hostile] }} />
    </>
  );
  const all = tags(form);
  expect(all.map((tag) => tag.name)).not.toContain("script");
  expect(all.map((tag) => tag.name)).not.toContain("img");
  expect(
    attribute(
      all.find((tag) => attribute(tag, "name") === "name"),
      "value",
    ),
  ).toBe(hostile);
});

test("before JavaScript a form has no script of its own, and no button that needs it", () => {
  const all = tags(
    <>
      {refusedForm}
      <PasswordField label="Password" name="password" />
    </>,
  );
  expect(all.flatMap((tag) => [...tag.attributes.keys()]).filter((name) => name.startsWith("on"))).toEqual(
    [],
  );
  expect(all.filter((tag) => tag.name === "button")).toEqual([]);
});

test("a busy button keeps the focus: it is said to be disabled, and is not", () => {
  const [button] = tags(<Button busy>Saving</Button>);
  expect(attribute(button, "aria-disabled")).toBe("true");
  expect(button?.attributes.has("disabled")).toBe(false);
});
