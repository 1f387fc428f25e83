import { expect, test } from "vitest";
import { bookingFaults } from "~/features/sessions/booking-errors";
import { attendForm } from "~/features/sessions/forms";

const faultsOf = (form: object) => {
  const parsed = attendForm.safeParse({ version: "1", reason: "", ...form });
  return parsed.success ? [] : parsed.error.issues.map(({ path }) => path.join("."));
};

test("a cancellation without who and why is told both at once", () => {
  expect(faultsOf({})).toEqual(["move", "reason"]);
  expect(faultsOf({ move: "cancel-by-clinic" })).toEqual(["reason"]);
  expect(faultsOf({ reason: "Ill" })).toEqual(["move"]);
  expect(faultsOf({ move: "cancel-by-patient", reason: "Ill" })).toEqual([]);
});

test("only a cancellation needs a reason", () => {
  expect(faultsOf({ move: "check-in" })).toEqual([]);
  expect(faultsOf({ move: "no-show" })).toEqual([]);
});

test("what another time would mend is said beside the times, what none would above the form", () => {
  const reasons = [
    { code: "room-busy" },
    { code: "patient-inactive" },
    { code: "gap-too-short-needs-reason-before" },
  ];
  const reply = {
    ok: false as const,
    refusal: { code: "cannot-book" as const, reasons },
    values: { other: "07:00" },
  };
  const { errors, values } = bookingFaults(reply, "America/Denver");
  expect(Object.keys(errors).sort()).toEqual(["", "gapReason", "startMinute"]);
  expect(values).toEqual({ other: "07:00" });
});
