import type { ClinicFacts } from "db/reads/clinic-facts";
import type { PlanFacts } from "db/reads/plan-facts";
import type { CourseSession, Proposal } from "~/domain/composer/compose";
import { whyThis } from "~/domain/composer/why";
import type { Relaxable } from "~/domain/composer/why-none";
import { clockAt, minutesOf, type Zone } from "~/domain/time";
import { minutesToClock } from "~/domain/words-of-time";
import type { CourseQuery } from "./forms";
import type { ProposalView, ProposedSession, RelaxedView } from "./view";

/** Who and what is called how, at the clinics that were looked at. */
export class Names {
  private readonly byId = new Map<string, string>();
  private readonly zones = new Map<string, Zone>();
  constructor(clinics: readonly ClinicFacts[]) {
    for (const { id, name, zone, physicians, rooms, devices } of clinics) {
      this.zones.set(id, zone);
      for (const one of [{ id, name }, ...physicians, ...rooms, ...devices]) this.byId.set(one.id, one.name);
    }
  }
  of = (id: string): string => this.byId.get(id) ?? "elsewhere";
  zoneOf = (clinicId: string): Zone => this.zones.get(clinicId) ?? "UTC";
}

export function proposalView(
  proposal: Proposal,
  plan: PlanFacts,
  liveCount: number,
  names: Names,
): ProposalView {
  const { physicianIds, clinicIds, ...why } = whyThis(proposal, plan.range);
  const passed = liveCount - proposal.sessions.filter(({ choice }) => choice === null).length;
  return {
    sessions: proposal.sessions.map((session, index) => sessionView(session, passed + index + 1, names)),
    why: { ...why, physicians: physicianIds.map(names.of), clinics: clinicIds.map(names.of) },
  };
}

function sessionView(session: CourseSession, ordinal: number, names: Names): ProposedSession {
  const { day, physicianId, clinicId, gapDays, choice } = session;
  const zone = names.zoneOf(clinicId);
  const at = choice && minutesToClock(minutesOf(choice.startsAt, zone));
  return {
    ordinal,
    day,
    clock: at ?? "",
    physician: names.of(physicianId),
    clinic: names.of(clinicId),
    room: choice ? names.of(choice.roomId) : "",
    gapDays,
    value:
      choice &&
      [
        clinicId,
        day,
        at,
        turnOf(choice.startsAt, zone, day),
        physicianId,
        choice.roomId,
        choice.deviceId,
      ].join(" "),
  };
}

/** Which of the two, where the clocks go back over its time. */
function turnOf(startsAt: Date, zone: Zone, day: string): "once" | "first" | "second" {
  const reading = clockAt(day, minutesOf(startsAt, zone), zone);
  if (reading.kind !== "twice") return "once";
  return reading.second.getTime() === startsAt.getTime() ? "second" : "first";
}

/** What to ask for, so that the course which a wish given up allows is shown. */
export function relaxedView(
  { wish, gives }: { wish: Relaxable; gives: Proposal },
  query: CourseQuery,
): RelaxedView {
  const asked = Object.entries(query).filter(
    (entry): entry is [string, string | string[] | number] => entry[1] !== null,
  );
  const kept = Object.fromEntries(
    asked.map(([name, value]) => [name, typeof value === "number" ? String(value) : value]),
  );
  const gaps = gives.sessions.flatMap(({ gapDays }) => gapDays ?? []);
  return {
    wish,
    starts: gives.sessions.find(({ choice }) => choice !== null)?.day ?? "",
    ends: gives.sessions.at(-1)?.day ?? "",
    longestGap: Math.max(0, ...gaps),
    query: { ...kept, ...without[wish] },
  };
}

const without: Record<Relaxable, Record<string, string | string[]>> = {
  times: { when: [], earliest: "", latest: "" },
  physicianId: { physician: "preferred" },
  clinicId: { clinic: "any", room: "any", device: "any" },
  roomId: { room: "any" },
  deviceId: { device: "any" },
  notBefore: { from: "" },
  notAfter: { until: "" },
  gap: {},
};
