import { paths } from "~/paths";
import { LinkButton } from "~/ui/button";
import { Section } from "~/ui/page";
import { regionSide } from "~/words/en";
import { byHandWords, causeWords } from "~/words/repair";
import { Stood } from "./repair-course";
import type { RepairByHand, RepairLost, RepairRow } from "./view";

/** What has no legal place stays here until somebody has dealt with it. */
export function Unplaced({ rows }: { rows: readonly RepairRow[] }) {
  return (
    <Section
      title="No place was found"
      meta={`${rows.flatMap(({ lost }) => lost).length}: stays here until dealt with`}
      id="unplaced"
    >
      <ol className="repair-courses">
        {rows.map((row) => (
          <Waiting
            key={row.planId}
            row={row}
            why={`${causeWords[row.cause]}. Nothing is free within the gaps, nor late.`}
          />
        ))}
      </ol>
    </Section>
  );
}

export function ByHand({ rows }: { rows: readonly RepairByHand[] }) {
  return (
    <ol className="repair-courses">
      {rows.map((row) => (
        <Waiting key={row.planId} row={row} why={byHandWords[row.why]} />
      ))}
    </ol>
  );
}

function Waiting({ row, why }: { row: RepairRow | RepairByHand; why: string }) {
  const { planId, patient, recordNumber, region, side, physician, lost, phone } = row;
  return (
    <li className="repair-row repair-waiting">
      <div className="repair-who">
        <p>
          <a href={paths.plan(planId)}>{patient}</a> <span className="repair-quiet">{recordNumber}</span>
        </p>
        <p className="repair-quiet">
          {regionSide(region, side)}, {physician}
          {phone && `, ${phone}`}
        </p>
      </div>
      <div>
        <ul className="repair-moves">
          {lost.map((session) => (
            <Lost key={session.sessionId} session={session} />
          ))}
        </ul>
        <p className="repair-quiet">{why}</p>
      </div>
      <div className="repair-do">
        {lost.map(({ sessionId, ordinal }) => (
          <LinkButton key={sessionId} size="small" href={paths.sessionMove(sessionId)}>
            Find a place
            <span className="visually-hidden">
              {" "}
              for session {ordinal} of {patient}
            </span>
          </LinkButton>
        ))}
      </div>
    </li>
  );
}

function Lost({ session: { ordinal, before } }: { session: RepairLost }) {
  return (
    <li className="repair-move">
      <Stood ordinal={ordinal} before={before} />
      <span className="repair-quiet">
        {before.physician}, {before.clinic}
      </span>
    </li>
  );
}
