import { getTableColumns } from "drizzle-orm";
import { expect, test } from "vitest";
import { patients, protocols } from "db/schema";
import { changedFields } from "~/words/changed";
import { refusalSentence } from "~/words/faults";
import { planFieldWords } from "~/words/plans";

/** What a person never set by hand, so that no stale form is told of it. */
const kept = ["id", "version", "createdAt", "updatedAt", "resourceKind", "sourceId", "search"];
const columns = (table: Parameters<typeof getTableColumns>[0]) =>
  Object.keys(getTableColumns(table)).filter((name) => !kept.includes(name));

/** The fields of an audit row, by the noun that a stale form is about. */
const told: Record<string, string[]> = {
  plan: [...Object.keys(planFieldWords), "status", "reason", "released"],
  session: ["startsAt", "physicianId", "roomId", "deviceId", "planId", "status", "reason", "displacedBy"],
  report: ["status", "rating", "pain", "activities", "selfCare", "adverseEffects", "channel", "language"],
  patient: columns(patients),
  protocol: columns(protocols),
  room: ["name", "kind", "closedAt"],
  device: ["name", "kind", "roomId", "closedAt"],
  clinic: ["name", "zone", "address", "phone", "hours"],
  hours: ["hours", "from"],
  account: [
    "name",
    "email",
    "roles",
    "clinicIds",
    "speciality",
    "board",
    "certifiedUntil",
    "deactivatedAt",
    "ended",
  ],
};

test.each(Object.entries(told))(
  "every field of a %s that can change has a name in the clinic",
  (_, fields) => {
    const nameless = fields.filter((field) => changedFields([field]) === "it");
    expect(nameless).toEqual([]);
    for (const field of fields) expect(changedFields([field])).not.toMatch(/[A-Z]|\bid\b|\bat\b/);
  },
);

test("a stale form is told in the clinic's words, and never a raw name", () => {
  const sentence = (fields: string[]) =>
    refusalSentence(
      { code: "stale", changed: { by: "Ruth Callahan", at: new Date("2026-11-23T16:30:00Z"), fields } },
      "America/Denver",
    );
  expect(sentence(["roomId", "startsAt", "physicianId"])).toContain(
    "Ruth Callahan changed room, start and physician (",
  );
  expect(sentence(["roomId", "shoeSizeId", "constructor"])).toContain("Ruth Callahan changed room (");
  expect(sentence(["shoeSizeId"])).toContain("Ruth Callahan changed it (");
});
