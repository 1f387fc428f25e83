import { wallClock } from "~/domain/wall-clock";
import { paths } from "~/paths";
import { LinkButton } from "~/ui/button";
import { waitsWords } from "~/words/follow-up";
import { History, Phone, Who } from "./call-parts";
import type { WaitingRow } from "./view";

/** One who need not be called yet; should they ring up, their answers can be taken all the same. */
export function WaitingItem({
  row,
  severalClinics,
  now,
}: {
  row: WaitingRow;
  severalClinics: boolean;
  now: Date;
}) {
  return (
    <li className="call">
      <Who row={row} severalClinics={severalClinics} now={now} />
      <div className="call-why">
        <p>{waitsWords(row, wallClock(now, row.zone).day)}</p>
        <History row={row} />
      </div>
      <Phone row={row} best={null} />
      <div className="call-do">
        {!row.isTreating && (
          <LinkButton
            size="small"
            className="call-take"
            href={paths.planReport(row.planId, { report: row.reportId, channel: "phone" })}
          >
            Take the answers
            <span className="visually-hidden">: {row.patient}</span>
          </LinkButton>
        )}
      </div>
    </li>
  );
}
