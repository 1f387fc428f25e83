import { answerReport, type Holder } from "./answer.server";
import type { AskedReport } from "./asked";
import type { End } from "./end-page";
import type { FormState } from "./form-page";
import { pressed, type PatientAnswers } from "./forms";
import { firstStep, stepOfFaults, stepsOf } from "./steps";

type Posted =
  | { ok: true; data: PatientAnswers; values: FormState["values"] }
  | { ok: false; faults: Pick<FormState, "errors" | "values"> };

type Reply = FormState | { end: End; asked: AskedReport; isUrgent: boolean };

/** What one press of the form leads to: another of its pages, or its end. */
export async function answerPress(holder: Holder, asked: AskedReport, form: Posted): Promise<Reply> {
  const { values, errors } = form.ok ? { values: form.values, errors: {} } : form.faults;
  const isUrgent = Boolean(values["redFlags"]?.length);
  if (asked.state === "answered") return { end: "answered", asked, isUrgent };
  switch (pressed.parse(values["intent"])) {
    case "back":
      return { step: 1, errors: {}, values };
    case "stay":
      return { step: values["step"] === "2" ? stepsOf(asked.timePoint) : 1, errors: {}, values };
    case "continue": {
      const missing = Object.entries(errors).filter(([name]) => firstStep.has(name));
      const isMissing = missing.length > 0;
      const next = isMissing ? 1 : stepsOf(asked.timePoint);
      return { step: next, errors: Object.fromEntries(missing), values };
    }
    case "decline":
      return ended(await answerReport(holder, "decline"), "declined");
    case "send":
      if (!form.ok) return { step: Math.min(stepOfFaults(errors), stepsOf(asked.timePoint)), errors, values };
      return ended(await answerReport(holder, form.data), "saved");
  }

  function ended(came: Awaited<ReturnType<typeof answerReport>>, kept: End): Reply {
    if (came === "try-again") {
      return { step: stepsOf(asked.timePoint), errors: {}, values, mustRepeat: true };
    }
    return { end: came === "saved" ? kept : came, asked, isUrgent };
  }
}
