import { useEffect, useRef } from "react";
import type { ReportFormWords } from "~/words/report-form/words";
import type { AskedReport } from "./asked";
import { CallAside, CallNow } from "./call";
import { PatientFrame } from "./frame";

/** What the form came to: kept, declined, kept before, or nothing that this link opens. */
export type End = "saved" | "declined" | "answered" | "closed";

interface EndPageProps {
  words: ReportFormWords;
  end: End;
  asked: AskedReport | null;
  /** Something was reported just now that cannot wait. */
  isUrgent?: boolean;
  /** The clinic knows of it. */
  isTold?: boolean;
  minutesToWait?: number | null;
}

export function ReportEndPage({
  words,
  end,
  asked,
  isUrgent = false,
  isTold = false,
  minutesToWait = null,
}: EndPageProps) {
  const said = {
    saved: words.thanks,
    declined: words.declined,
    answered: words.already,
    closed: words.closed,
  };
  const { title, text } = said[end];
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (end === "saved" || end === "declined") heading.current?.focus();
  }, [end]);
  return (
    <PatientFrame words={words} clinic={asked?.clinic.name ?? null}>
      <div className="patient-form">
        {isUrgent && asked && (
          <div className="call-now is-shown" role="alert">
            <CallNow words={words.call} phone={asked.clinic.phone} isSent={isTold} />
          </div>
        )}
        <div>
          <h1 tabIndex={-1} ref={heading}>
            {title}
          </h1>
          <p className="patient-lead">{minutesToWait === null ? text : words.wait(minutesToWait)}</p>
          {asked?.isKiosk && <p className="patient-give-back">{words.giveBack}</p>}
        </div>
        {!isUrgent && asked && <CallAside words={words.call} phone={asked.clinic.phone} />}
        {!asked && <p>{words.call.emergency}</p>}
      </div>
    </PatientFrame>
  );
}
