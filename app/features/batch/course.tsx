import type { ReactNode } from "react";
import { dayWords } from "~/domain/words-of-time";
import { paths } from "~/paths";
import { Icon } from "~/ui/icon";
import { Tag } from "~/ui/tag";
import { getsWords, refusedWords } from "~/words/batch";
import { regionSide } from "~/words/en";
import type { CourseRow } from "./view";

interface CourseProps {
  row: CourseRow;
  /** Ticks it, where it can still be booked. */
  box?: ReactNode;
  action?: ReactNode;
}

/** One course of a run: whose it is, its sessions as planned, and what is good or less good about them. */
export function Course({ row, box, action }: CourseProps) {
  const { planId, patient, recordNumber, region, side, physician, lacking, displaced, sessions } = row;
  return (
    <li className="batch-course">
      {box && <span className="batch-box">{box}</span>}
      <div className="batch-who">
        <p>
          <a href={paths.plan(planId)}>{patient}</a> <span className="batch-quiet">{recordNumber}</span>
        </p>
        <p className="batch-quiet">
          {regionSide(region, side)}, {physician}
        </p>
        <p className="batch-quiet">{getsWords(lacking, displaced, row.outcome === "booked")}</p>
      </div>
      {sessions && (
        <ol className="batch-sessions" aria-label="Sessions">
          {sessions.map((session) => (
            <li key={`${session.day} ${session.clock}`}>
              <strong>
                {dayWords(session.day)}, {session.clock}
              </strong>{" "}
              <span className="batch-quiet">
                {session.physician}, {session.room}
              </span>
            </li>
          ))}
        </ol>
      )}
      <div className="batch-why">
        {row.outcome === "booked" && (
          <Tag tone="booked" icon="tick">
            Booked
          </Tag>
        )}
        {row.outcome === "refused" && (
          <p>
            <Tag tone="danger" icon="warning">
              Refused
            </Tag>{" "}
            {refusedWords(row.refusal)}
          </p>
        )}
        {row.outcome === null && !sessions && <p>No whole course has a place beside the others.</p>}
        {row.outcome === null && (
          <ul>
            {row.why.map(({ words, isGood }) => (
              <li key={words} className={isGood ? "is-good" : undefined}>
                <Icon name={isGood ? "tick" : "info"} />
                {words}
              </li>
            ))}
          </ul>
        )}
        {action}
      </div>
    </li>
  );
}
