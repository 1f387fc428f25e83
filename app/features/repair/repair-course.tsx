import { dayWords } from "~/domain/words-of-time";
import { paths } from "~/paths";
import { Icon } from "~/ui/icon";
import { Tag } from "~/ui/tag";
import { regionSide } from "~/words/en";
import { causeWords, gapThenWords } from "~/words/repair";
import type { RepairMove, RepairRow } from "./view";

/** One course: whose it is, what moves from where to where, and what the gaps then are. */
export function RepairCourse({ row }: { row: RepairRow }) {
  const { planId, patient, recordNumber, region, side, physician, cause, moves, gaps } = row;
  return (
    <>
      {moves.map(({ value }) => (
        <input key={value} type="hidden" name="moves" value={`${planId} ${value}`} />
      ))}
      <div className="repair-who">
        <p>
          <a href={paths.plan(planId)}>{patient}</a> <span className="repair-quiet">{recordNumber}</span>
        </p>
        <p className="repair-quiet">
          {regionSide(region, side)}, {physician}
        </p>
        <p className="repair-quiet">{causeWords[cause]}</p>
      </div>
      <ul className="repair-moves">
        {moves.map((move) => (
          <Move key={move.sessionId} move={move} />
        ))}
      </ul>
      <div className="repair-gaps">
        {gaps.map((gap, index) => (
          <Tag
            key={index}
            tone={gap.outside ? (gap.outside.kind === "too-short" ? "early" : "late") : "neutral"}
            icon={gap.outside ? (gap.outside.kind === "too-short" ? "early" : "late") : "tick"}
          >
            {gapThenWords(gap)}
          </Tag>
        ))}
      </div>
    </>
  );
}

function Move({ move: { ordinal, before, after, isExtra } }: { move: RepairMove }) {
  const who = before.physician === after.physician ? after.physician : `now ${after.physician}`;
  return (
    <li className="repair-move">
      <Stood ordinal={ordinal} before={before} />
      <Icon name="right" />
      <span className="visually-hidden">to</span>
      <strong className="numeric">
        {dayWords(after.day)}, {after.clock}
      </strong>
      <span className="repair-quiet">
        {who}, {after.room}
        {before.clinic !== after.clinic && `, ${after.clinic}`}
        {isExtra && ". Had its place: moves so that the gaps hold"}
      </span>
    </li>
  );
}

/** Where it was, which session of the course it is. */
export function Stood({ ordinal, before }: Pick<RepairMove, "ordinal" | "before">) {
  return (
    <>
      <span className="repair-ordinal numeric" aria-label={`Session ${ordinal}`}>
        {ordinal}
      </span>
      <s className="numeric">
        {dayWords(before.day)}, {before.clock}
      </s>
    </>
  );
}
