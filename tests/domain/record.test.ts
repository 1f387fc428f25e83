import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { addOn } from "~/domain/fluoroscopy";
import { sideAgrees, whyNotSign, type RecordContent, type RecordFacts } from "~/domain/record";
import { diffRecords } from "~/domain/record-diff";
import { contentOf, injectionCount, prefill, readDraft, typedOf, type Typed } from "~/domain/record-draft";
import {
  anesthetics,
  complications,
  guidances,
  placements,
  regions,
  screeningFindings,
  sides,
  structureKinds,
} from "~/domain/vocabulary";

const lot = { id: "lot-1", expiresOn: "2026-11-24", isRetired: false };
const facts = (known: Partial<RecordFacts> = {}): RecordFacts => ({
  plan: { region: "knee", side: "left" },
  signed: null,
  status: "in-treatment",
  day: "2026-11-24",
  lots: [lot],
  ...known,
});
const whole: Typed = {
  consentTime: "09:02",
  consentForm: "Prolotherapy 2026-1",
  consentBy: "Lena Okafor",
  timeOutTime: "09:05",
  region: "knee",
  side: "left",
  decision: "clear",
  "injections[0].kind": "joint",
  "injections[0].structure": "Tibiofemoral joint",
  "injections[0].side": "left",
  "injections[0].dextrosePercent": "50",
  "injections[0].anesthetic": "lidocaine",
  "injections[0].anestheticPercent": "1",
  "injections[0].ml": "4,5",
  "injections[0].guidance": "ultrasound",
  "injections[0].placement": "tip-seen",
  "injections[0].lotId": "lot-1",
  painBefore: "6",
  painAfter: "3",
  complication: "none",
};
const codes = (changed: Typed, known: Partial<RecordFacts> = {}) =>
  whyNotSign(readDraft({ ...whole, ...changed }), facts(known)).map(({ code }) => code);

describe("signing", () => {
  test("is possible for a whole record, and for nothing less", () => {
    expect(codes({})).toEqual([]);
    for (const name of Object.keys(whole)) {
      expect([name, codes({ [name]: "" }).length]).not.toEqual([name, 0]);
    }
  });

  test("of an empty one asks for consent first and the time-out second", () => {
    const faults = whyNotSign(readDraft({}), facts());
    expect(faults.slice(0, 4).map(({ code }) => code)).toEqual([
      "consent-missing",
      "consent-form-missing",
      "consent-by-missing",
      "time-out-missing",
    ]);
    expect(faults.map(({ code }) => code)).toContain("no-injection");
  });

  test.each<[string, Typed, Partial<RecordFacts>, string]>([
    ["on the other side", { side: "right", "injections[0].side": "right" }, {}, "side-wrong"],
    ["of another region", { region: "hip" }, {}, "region-wrong"],
    ["with a needle on the other side", { "injections[0].side": "right" }, {}, "injection-side-wrong"],
    ["in the middle of a knee", { "injections[0].side": "midline" }, {}, "injection-side-wrong"],
    ["of one who is deferred", { decision: "defer" }, {}, "deferred"],
    ["as clear of one who bleeds easily", { findings: "anticoagulant" }, {}, "not-clear"],
    ["all the same, without saying why", { decision: "proceed" }, {}, "decision-reason-missing"],
    ["with a lot that ended the day before", {}, { day: "2026-11-25" }, "lot-expired"],
    ["with a lot that was retired", {}, { lots: [{ ...lot, isRetired: true }] }, "lot-retired"],
    ["with a lot of another clinic", {}, { lots: [] }, "lot-missing"],
    [
      "under X-rays without their seconds",
      { "injections[0].guidance": "fluoroscope" },
      {},
      "seconds-missing",
    ],
    ["with X-rays that guided nothing", { fluoroscopySeconds: "12" }, {}, "not-fluoroscoped"],
    ["with a complication nobody describes", { complication: "vasovagal" }, {}, "complication-note-missing"],
    ["with consent after the time-out", { consentTime: "09:06" }, {}, "consent-after-time-out"],
    ["before anybody was treated", {}, { status: "arrived" }, "not-treated"],
    ["again, without saying why", {}, { signed: { region: "knee", side: "left" } }, "amend-reason-missing"],
  ])("is refused %s", (_, typed, known, code) => {
    expect(codes(typed, known)).toContain(code);
  });

  test("of an amendment agrees with what was signed, even where the plan was changed since", () => {
    const known = {
      plan: { region: "knee", side: "right" },
      signed: { region: "knee", side: "left" },
    } as const;
    expect(codes({ amendReason: "Wrong lot" }, known)).toEqual([]);
  });

  test("never finds left and right to agree, whatever the region", () => {
    fc.assert(
      fc.property(fc.constantFrom(...regions), (region) => {
        expect(sideAgrees("left", region, "right")).toBe(false);
        expect(sideAgrees("right", region, "left")).toBe(false);
        expect(sideAgrees("left", region, "both")).toBe(false);
      }),
    );
  });
});

const text = (most: number) => fc.string({ minLength: 1, maxLength: most }).map((raw) => `x${raw.trim()}`);
const hundredths = (least: number, most: number) =>
  fc.integer({ min: least * 100, max: most * 100 }).map((many) => many / 100);
const aRecord: fc.Arbitrary<RecordContent> = fc.record({
  consentMinute: fc.integer({ min: 0, max: 700 }),
  consentForm: text(20),
  consentBy: text(20),
  timeOutMinute: fc.integer({ min: 701, max: 1439 }),
  region: fc.constantFrom(...regions),
  side: fc.constantFrom(...sides),
  findings: fc.subarray([...screeningFindings]),
  decision: fc.constant("proceed" as const),
  decisionReason: text(20),
  skinNumbing: fc.constantFrom("", "Lidocaine 1 %, 2 ml"),
  injections: fc.array(
    fc
      .record({
        kind: fc.constantFrom(...structureKinds),
        structure: text(20),
        side: fc.constantFrom(...sides),
        dextrosePercent: fc.integer({ min: 1, max: 700 }).map((many) => many / 10),
        anesthetic: fc.constantFrom(...anesthetics),
        anestheticPercent: hundredths(0.01, 10),
        ml: hundredths(0.01, 100),
        guidance: fc.constantFrom(...guidances),
        placement: fc.constantFrom(...placements),
        lotId: fc.constant("lot-1"),
      })
      .map((one) => ({
        ...one,
        anestheticPercent: one.anesthetic === "none" ? null : one.anestheticPercent,
      })),
    { minLength: 1, maxLength: 6 },
  ),
  fluoroscopySeconds: fc.option(fc.integer({ min: 0, max: 7200 })),
  fluoroscopyMgy: fc.option(hundredths(0, 1000)),
  painBefore: fc.integer({ min: 0, max: 10 }),
  painAfter: fc.integer({ min: 0, max: 10 }),
  complication: fc.constantFrom(...complications),
  complicationNote: text(20),
  note: fc.constantFrom("", "Well tolerated"),
});

describe("a draft", () => {
  test("of what was signed is that again, field by field", () => {
    fc.assert(
      fc.property(aRecord, (record) => {
        expect(contentOf(readDraft(typedOf(record)))).toEqual(record);
      }),
    );
  });

  test("is read whatever stands in it", () => {
    const anything = fc.dictionary(
      fc.constantFrom(...Object.keys(whole), "findings", "injections[7].ml"),
      fc.oneof(fc.string(), fc.array(fc.string(), { maxLength: 3 })),
    );
    fc.assert(
      fc.property(anything, (typed) => {
        expect(readDraft(typed).injections.length).toBeLessThan(21);
      }),
    );
  });

  test("that has no fault is whole", () => {
    const some = fc.subarray(Object.keys(whole));
    fc.assert(
      fc.property(some, (left) => {
        const draft = readDraft(Object.fromEntries(left.map((name) => [name, whole[name] ?? ""])));
        if (whyNotSign(draft, facts()).length === 0) expect(contentOf(draft)).not.toBeNull();
      }),
    );
  });

  test("leaves out a row in which neither a structure nor a volume is named", () => {
    expect(readDraft({ ...whole, "injections[1].guidance": "ultrasound" }).injections).toHaveLength(1);
    expect(injectionCount({ ...whole, "injections[4].kind": "joint" })).toBe(5);
  });
});

describe("what a new record opens with", () => {
  const plan = {
    region: "knee" as const,
    side: "left" as const,
    guidance: "ultrasound" as const,
    structures: [{ kind: "joint" as const, name: "Tibiofemoral joint" }],
  };
  const usual = {
    plan,
    last: null,
    solution: "Dextrose 15 % with ropivacaine 0.2 %",
    consent: { by: "Lena Okafor", form: "2026-1" },
    usableLotIds: ["lot-1"],
  };

  test("is the plan's structures, the region's solution and the only lot", () => {
    expect(prefill(usual)).toMatchObject({
      "injections[0].structure": "Tibiofemoral joint",
      "injections[0].side": "left",
      "injections[0].dextrosePercent": "15",
      "injections[0].anesthetic": "ropivacaine",
      "injections[0].anestheticPercent": "0.2",
      "injections[0].guidance": "ultrasound",
      "injections[0].lotId": "lot-1",
    });
  });

  test("is never what must be seen or said on the day", () => {
    fc.assert(
      fc.property(fc.option(aRecord), (last) => {
        const opened = readDraft(prefill({ ...usual, last }));
        expect(opened).toMatchObject({
          consentMinute: null,
          timeOutMinute: null,
          side: null,
          decision: null,
        });
        expect(opened).toMatchObject({ painBefore: null, painAfter: null, complication: null });
        expect(opened.injections.map(({ placement }) => placement).filter(Boolean)).toEqual([]);
      }),
    );
  });

  test("is what was done last time, but for a lot that may be used no more", () => {
    const last = contentOf(readDraft({ ...whole, "injections[0].lotId": "old" }));
    const opened = prefill({ ...usual, last, usableLotIds: ["lot-1", "lot-2"] });
    expect(opened["injections[0].ml"]).toBe("4.5");
    expect(opened["injections[0].lotId"]).toBe("");
  });
});

describe("two versions", () => {
  test("that are the same differ in nothing", () => {
    fc.assert(
      fc.property(aRecord, (record) => {
        expect(diffRecords(record, structuredClone(record))).toEqual([]);
      }),
    );
  });

  test("differ by what was changed and no more, each with both its values", () => {
    fc.assert(
      fc.property(aRecord, aRecord, (before, after) => {
        for (const change of diffRecords(before, after)) expect(change.before).not.toEqual(change.after);
      }),
    );
    const before = contentOf(readDraft(whole));
    const after = contentOf(readDraft({ ...whole, painAfter: "4", "injections[0].ml": "5" }));
    if (!before || !after) throw new Error("whole records were expected");
    expect(diffRecords(before, after)).toEqual([
      { field: "painAfter", injection: null, before: 3, after: 4 },
      { field: "ml", injection: 0, before: 4.5, after: 5 },
    ]);
  });
});

test("seconds and doses add up to the hundredth, in any order", () => {
  const exposure = fc.record({ seconds: fc.nat(7200), mGy: hundredths(0, 500) });
  fc.assert(
    fc.property(fc.array(exposure), (all) => {
      const hundredfold = all.reduce((sum, { mGy }) => sum + Math.round(mGy * 100), 0);
      const sum = (some: typeof all) => some.reduce(addOn, { sessions: 0, seconds: 0, mGy: 0 });
      expect(sum(all)).toEqual(sum([...all].reverse()));
      expect(sum(all).sessions).toBe(all.length);
      expect(Math.round(sum(all).mGy * 100)).toBe(hundredfold);
    }),
  );
});
