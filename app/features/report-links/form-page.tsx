import { Form, useNavigation } from "@remix-run/react";
import { useEffect, useRef } from "react";
import { paths } from "~/paths";
import { Button } from "~/ui/button";
import { ErrorSummary } from "~/ui/error-summary";
import { Icon } from "~/ui/icon";
import { Notice } from "~/ui/notice";
import { reportLanguages } from "~/words/report-form";
import type { ReportFormWords } from "~/words/report-form/words";
import type { AskedReport } from "./asked";
import { dial } from "./call";
import { PatientFrame } from "./frame";
import { FirstQuestions, Remarks, SecondQuestions } from "./questions";
import { stepsOf } from "./steps";

export interface FormState {
  step: number;
  errors: Record<string, string[]>;
  values: Record<string, string | string[]>;
  /** Nothing was kept at this moment, through no fault of what was typed. */
  mustRepeat?: boolean | undefined;
}

interface FormPageProps extends FormState {
  words: ReportFormWords;
  token: string;
  asked: AskedReport;
}

/**
 * One report's questions, on two pages of one form. The page that is not shown keeps what was answered on it, so that
 * going on and back, a fault or another language loses nothing, with JavaScript or without.
 */
export function ReportFormPage({ words, token, asked, step, errors, values, mustRepeat }: FormPageProps) {
  const { timePoint, clinic, region, side } = asked;
  const busy = useNavigation().state !== "idle";
  const heading = useFocusOnStep(step);
  const steps = stepsOf(timePoint);
  const isLast = step === steps;
  const questions = { words, timePoint, phone: clinic.phone, errors, values };
  const go = isLast ? "send" : "continue";
  const lead =
    timePoint === "baseline" ? words.leadBaseline : timePoint === "72-hours" ? words.leadEarly : words.lead;
  return (
    <PatientFrame words={words} clinic={clinic.name} step={steps > 1 ? words.step(step, steps) : undefined}>
      <Form
        method="post"
        action={paths.report(token, { language: words.code })}
        noValidate
        autoComplete="off"
        className="patient-form"
      >
        {/* What Enter presses, which would otherwise be the first button there is. */}
        <button type="submit" name="intent" value={go} hidden tabIndex={-1} />
        <input type="hidden" name="step" value={step} />
        <Languages words={words} token={token} />
        <div>
          <h1 tabIndex={-1} ref={heading}>
            {words.heading(region, side, timePoint)}
          </h1>
          {step === 1 && <p className="patient-lead">{lead}</p>}
        </div>
        {mustRepeat && (
          <Notice tone="error" announce>
            {words.tryAgain}
          </Notice>
        )}
        <ErrorSummary errors={errors} title={words.problem} />
        <div className="patient-questions" hidden={step !== 1}>
          <FirstQuestions {...questions} />
        </div>
        {steps > 1 && (
          <div className="patient-questions" hidden={step !== 2}>
            <SecondQuestions {...questions} />
          </div>
        )}
        <div className="patient-questions" hidden={!isLast}>
          <Remarks {...questions} />
        </div>
        <Fate words={words.fate} />
        {step === 1 && (
          <Button variant="quiet" className="patient-decline" name="intent" value="decline" busy={busy}>
            {words.decline}
          </Button>
        )}
        <div className="patient-end">
          {clinic.phone && (
            <a className="call-now-number call-now-bar" href={dial(clinic.phone)}>
              {words.call.now} {clinic.phone}
            </a>
          )}
          <Button variant="primary" size="large" name="intent" value={go} busy={busy}>
            {isLast ? words.send : words.continue}
          </Button>
          {step > 1 && (
            <Button size="large" name="intent" value="back" busy={busy}>
              {words.back}
            </Button>
          )}
        </div>
      </Form>
    </PatientFrame>
  );
}

/** A button and no link: what was typed goes along. */
function Languages({ words, token }: { words: ReportFormWords; token: string }) {
  return (
    <div className="patient-languages">
      <Icon name="language" />
      {reportLanguages
        .filter(({ code }) => code !== words.code)
        .map(({ code, name }) => (
          <button
            key={code}
            lang={code}
            name="intent"
            value="stay"
            formAction={paths.report(token, { language: code })}
          >
            {name}
          </button>
        ))}
    </div>
  );
}

function Fate({ words }: { words: ReportFormWords["fate"] }) {
  return (
    <section className="patient-fate">
      <h2>
        <Icon name="lock" />
        {words.title}
      </h2>
      <ul>
        {[words.read, words.figures, words.final].map((text) => (
          <li key={text}>{text}</li>
        ))}
      </ul>
    </section>
  );
}

/** Whoever cannot see the page change hears where they are. */
function useFocusOnStep(step: number) {
  const heading = useRef<HTMLHeadingElement>(null);
  const before = useRef(step);
  useEffect(() => {
    if (before.current !== step) heading.current?.focus();
    before.current = step;
  }, [step]);
  return heading;
}
