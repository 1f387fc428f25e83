import { zoneName } from "~/domain/words-of-time";
import { paths } from "~/paths";
import { Icon } from "~/ui/icon";
import { regionSide, timePointWords } from "~/words/en";
import { attemptLine, bestTimeWords, prefersWords, sendingLine } from "~/words/follow-up";
import { languageWords } from "~/words/patients";
import type { AskedRow, CallRow } from "./view";

interface WhoProps {
  row: AskedRow;
  /** Each says where it is, and by which clock. */
  severalClinics: boolean;
  now: Date;
}

export function Who({ row, severalClinics, now }: WhoProps) {
  return (
    <div className="call-who">
      <p>
        <a className="call-name" href={paths.plan(row.planId)}>
          {row.patient}
        </a>{" "}
        <span className="call-quiet">{row.recordNumber}</span>
      </p>
      <p className="call-quiet">
        {timePointWords[row.timePoint]}, {regionSide(row.region, row.side).toLowerCase()}
        {severalClinics && `, ${row.clinic} (${zoneName(now, row.zone, "short")})`}
      </p>
    </div>
  );
}

/** The number, and what helps when dialling it. */
export function Phone({ row, best }: { row: AskedRow; best: CallRow["best"] }) {
  const { phone, language, preferredContact, deskNotes, patientId, attempts } = row;
  const isWrong = attempts.at(-1)?.outcome === "wrong-number";
  return (
    <div className="call-phone">
      {phone ? (
        <a className="call-number" href={`tel:${phone.replace(/[^+\d]/g, "")}`}>
          <Icon name="phone" />
          {phone}
        </a>
      ) : (
        <span>No telephone number is known.</span>
      )}
      {(!phone || isWrong) && <a href={paths.patientEdit(patientId)}>{phone ? "Correct it" : "Add one"}</a>}
      <p className="call-quiet">
        {languageWords[language] ?? language}, {prefersWords[preferredContact]}
      </p>
      <p className="call-quiet">{bestTimeWords(best)}</p>
      {deskNotes && <p className="call-quiet">“{deskNotes}”</p>}
    </div>
  );
}

const SHOWN = 3;

/** What was sent and who called, the latest first. */
export function History({ row: { attempts, sendings, zone } }: { row: AskedRow }) {
  const lines = [
    ...sendings.map((sending) => ({ at: sending.at, words: sendingLine(sending, zone) })),
    ...attempts.map((attempt) => ({ at: attempt.at, words: attemptLine(attempt, zone) })),
  ].sort((a, b) => b.at.getTime() - a.at.getTime());
  if (lines.length === 0) return <p className="call-quiet">Not called yet</p>;
  return (
    <ul className="call-history call-quiet">
      {lines.slice(0, SHOWN).map(({ words }) => (
        <li key={words}>{words}</li>
      ))}
      {lines.length > SHOWN && <li>and {lines.length - SHOWN} before</li>}
    </ul>
  );
}
