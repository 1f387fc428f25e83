import type { Day } from "~/domain/day";
import { regionSide } from "~/words/en";
import type { PlanHistory, PlanReport, PlanSession, PlanView } from "./plan";

/** What happened in a patient's courses: a session that took place or was missed, what the patient said, how a plan went on. */
export type CourseEvent = { key: string; day: Day; plan: { id: string; name: string } } & (
  | { kind: "session"; session: PlanSession }
  | { kind: "report"; report: PlanReport }
  | { kind: "move"; move: PlanHistory }
);

const tookPlace = ({ status }: PlanSession) => status === "performed" || status === "no-show";

/** The latest first; on one day what was said before a session stands below it. */
export function eventsOf(plans: readonly PlanView[]): CourseEvent[] {
  return plans
    .flatMap((view) => {
      const plan = { id: view.id, name: regionSide(view.region, view.side) };
      return [
        ...view.sessions
          .filter(tookPlace)
          .map((session) => ({ key: session.id, day: session.day, plan, kind: "session", session }) as const),
        ...view.reports.flatMap((report) =>
          report.answeredOn === null
            ? []
            : [{ key: report.id, day: report.answeredOn, plan, kind: "report", report } as const],
        ),
        ...view.moves.map((move) => ({ key: move.id, day: move.on, plan, kind: "move", move }) as const),
      ];
    })
    .sort(
      (a, b) => (a.day < b.day ? 1 : a.day > b.day ? -1 : 0) || rank(b) - rank(a) || (a.key < b.key ? -1 : 1),
    );
}

/** Within a day: a plan starts, the patient says how it is, is treated, and the plan ends. */
function rank(event: CourseEvent): number {
  if (event.kind === "session") return 2;
  if (event.kind === "report") return event.report.timePoint === "72-hours" ? 3 : 1;
  return event.move.to === "active" ? 0 : 4;
}
