import type { ReactNode } from "react";
import { LinkButton } from "~/ui/button";
import { Notice } from "~/ui/notice";
import { Page, Section } from "~/ui/page";
import type { Faults } from "~/words/faults";
import { PreviewPanel, type ShownPreview } from "./preview-panel";
import { TimeOffForm } from "./time-off-form";
import { TimeOffList, type ListedTimeOff } from "./time-off-list";
import { WithdrawDialog } from "./withdraw-dialog";
import "./time-off.css";

export interface TimeOffPageProps {
  entries: ListedTimeOff[];
  targets: { value: string; label: string }[];
  ownTarget: string;
  chosen: string | null;
  withdrawing: string | null;
  now: Date;
  preview: ShownPreview | null;
  consequences: ReactNode;
  said: string | undefined;
  /** Where what was displaced is put right; for those who book. */
  repairHref: string | null;
  faults: Faults;
}

export function TimeOffPage(props: TimeOffPageProps) {
  const {
    entries,
    targets,
    ownTarget,
    chosen,
    withdrawing,
    now,
    preview,
    consequences,
    said,
    repairHref,
    faults,
  } = props;
  const asked = entries.find(({ id }) => id === withdrawing);
  return (
    <Page title="Time off">
      {said && (
        <div className="time-off-said">
          <Notice
            tone="good"
            announce
            action={
              repairHref && (
                <LinkButton size="small" href={repairHref}>
                  Repair the courses
                </LinkButton>
              )
            }
          >
            {said}
          </Notice>
        </div>
      )}
      <div className="time-off-columns">
        <Section title="Now and to come" meta={entries.length > 0 && String(entries.length)}>
          <TimeOffList entries={entries} now={now} />
        </Section>
        <Section title={targets.length > 0 ? "Enter time off" : "Enter your leave"}>
          <TimeOffForm key={said} targets={targets} ownTarget={ownTarget} chosen={chosen} faults={faults} />
          {preview && <PreviewPanel preview={preview} values={faults.values} consequences={consequences} />}
        </Section>
      </div>
      {asked && !said && <WithdrawDialog entry={asked} now={now} />}
    </Page>
  );
}
