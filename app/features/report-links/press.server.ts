import { answerReport, warnClinic, type Holder } from "./answer.server";
import type { AskedReport } from "./asked";
import type { End } from "./end-page";
import type { FormState } from "./form-page";
import { pressed, type PatientAnswers } from "./forms";
import { firstStep, stepOfFaults, stepsOf } from "./steps";

type Posted =
  | { ok: true; data: PatientAnswers; values: FormState["values"] }
  | { ok: false; faults: Pick<FormState, "errors" | "values"> };

type Reply = FormState | { end: End; asked: AskedReport; isUrgent: boolean; isTold: boolean };

/** What one press of the form leads to: another of its pages, or its end. */
export async function answerPress(holder: Holder, asked: AskedReport, form: Posted): Promise<Reply> {
  const { values, errors } = form.ok ? { values: form.values, errors: {} } : form.faults;
  const isUrgent = Boolean(values["redFlags"]?.length);
  if (asked.state === "answered") return over("answered");
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

  async function ended(came: Awaited<ReturnType<typeof answerReport>>, kept: End): Promise<Reply> {
    if (came === "try-again") {
      return { step: stepsOf(asked.timePoint), errors: {}, values, mustRepeat: true };
    }
    if (came === "saved" && kept === "saved") return { end: kept, asked, isUrgent, isTold: isUrgent };
    return over(came === "saved" ? kept : came);
  }

  /** No answers were kept now; what cannot wait is told the clinic all the same, before the patient hears that it is. */
  async function over(end: End): Promise<Reply> {
    return { end, asked, isUrgent, isTold: isUrgent && (await warnClinic(holder)) };
  }
}
