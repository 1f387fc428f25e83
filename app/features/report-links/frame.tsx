import type { ReactNode } from "react";
import { Icon } from "~/ui/icon";
import { UiWords } from "~/ui/ui-words";
import type { ReportFormWords } from "~/words/report-form/words";
import "./patient.css";

interface FrameProps {
  words: ReportFormWords;
  /** Null where the link opens nothing: then nobody learns whose it was. */
  clinic: string | null;
  /** "Step 1 of 2". */
  step?: string | undefined;
  children: ReactNode;
}

/** A patient's page: the clinic's name, and nothing of the application around it. */
export function PatientFrame({ words, clinic, step, children }: FrameProps) {
  return (
    <UiWords.Provider value={words}>
      <div className="patient">
        <header className="patient-head">
          <Icon name="mark" />
          <span className="patient-clinic">{clinic}</span>
          {step && <span className="patient-step">{step}</span>}
        </header>
        <main className="patient-main" id="main">
          {children}
        </main>
      </div>
    </UiWords.Provider>
  );
}
