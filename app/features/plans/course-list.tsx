import { daysBetween } from "~/domain/day";
import { dayAndMonth, dayWords } from "~/domain/words-of-time";
import { Icon } from "~/ui/icon";
import type { IconName } from "~/ui/icons/names";
import type { CourseBead, PlanView } from "./plan";
import "./course-list.css";

const beadWords: Record<CourseBead["kind"], string> = {
  performed: "performed",
  now: "here now",
  booked: "booked",
  displaced: "to be rebooked",
  "no-show": "did not come",
  due: "due",
  overdue: "overdue",
  "not-booked": "not booked",
};

const icons: Partial<Record<CourseBead["kind"], IconName>> = {
  performed: "tick",
  displaced: "leave",
  "no-show": "no-show",
  due: "nothing-booked",
  overdue: "late",
};

/** The course from top to bottom: what a phone shows in place of the strip in time. */
export function CourseList({ plan }: { plan: PlanView }) {
  const { beads, gap } = plan.course;
  return (
    <ol className="course-list">
      {beads.map((bead, index) => (
        <li key={index} className={`course-list-item course-list-${bead.kind}`}>
          <GapBefore beads={beads} index={index} />
          <span className="course-list-bead numeric" aria-hidden="true">
            {bead.kind === "no-show" ? <Icon name="cross" /> : bead.ordinal}
          </span>
          <span className="course-list-words">
            <strong>{bead.day ? dayWords(bead.day) : `Session ${bead.ordinal}`}</strong>
            <span className="course-list-state">
              {icons[bead.kind] && <Icon name={icons[bead.kind] ?? "info"} />}
              {beadWords[bead.kind]}
              {(bead.kind === "due" || bead.kind === "overdue") &&
                gap.window &&
                `, in range ${dayAndMonth(gap.window.from)} to ${dayAndMonth(gap.window.to)}`}
            </span>
          </span>
        </li>
      ))}
    </ol>
  );
}

function GapBefore({ beads, index }: { beads: readonly CourseBead[]; index: number }) {
  const bead = beads[index];
  const before = beads.slice(0, index).findLast(({ kind, day }) => day !== null && kind !== "no-show");
  if (!bead?.day || !before?.day || bead.kind === "no-show") return null;
  return <span className="course-list-gap numeric">{daysBetween(before.day, bead.day)} d</span>;
}
