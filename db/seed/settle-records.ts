import { prefill } from "~/domain/record-draft";
import type { Complication, Placement, ScreeningFinding, Side } from "~/domain/vocabulary";
import { later, type Clock } from "./clock";
import { lotOn, lotsOf } from "./lots";
import { protocols } from "./places";
import { idOf, Random } from "./random";
import type { Rows } from "./rows";
import type { SettledSession } from "./settle-sessions";
import { accountId, physicians } from "./team";

type PlanRow = Rows["plans"][number];
type VersionRow = Rows["record_versions"][number];
type InjectionRow = Rows["record_injections"][number];

const consentForm = "Prolotherapy 2026-1";

/** How many of the demo physician's last records wait: the newest is begun, the others are not. */
const WAITING = 3;

/** What was done in every session that was performed, and of what it was taken. */
export function settleRecords(
  clock: Clock,
  treated: readonly { plan: PlanRow; session: SettledSession }[],
  rows: Rows,
): void {
  const used = new Map<string, number>();
  const performed = treated
    .filter(({ session }) => session.status === "performed")
    .sort((a, b) => a.session.startsAt.getTime() - b.session.startsAt.getTime());
  const own = performed.filter(({ session }) => session.physicianId === accountId("okafor"));
  const waiting = new Map(own.slice(-WAITING).map(({ session }, index) => [session.id, index === 0]));
  for (const { plan, session } of performed) {
    const isBegun = waiting.get(session.id);
    if (isBegun === false) continue;
    const random = new Random(`record ${session.played.key}`);
    const record = recordOf(session);
    if (isBegun) {
      rows.procedure_records.push({ ...record, draft: begun(plan, session) });
      continue;
    }
    const { version, injections } = signed(clock, plan, session, random);
    const versions = [{ version, injections }, ...amended(clock, version, injections, random)];
    rows.procedure_records.push({ ...record, signedNumber: versions.length });
    for (const one of versions) {
      rows.record_versions.push(one.version);
      rows.record_injections.push(...one.injections);
    }
    for (const lotId of new Set(injections.map((injection) => injection.lotId)))
      used.set(lotId, (used.get(lotId) ?? 0) + 1);
  }
  rows.lots.push(...lotsOf(clock, used));
}

const recordOf = ({ id, planId, patientId, clinicId, physicianId, played, endsAt }: SettledSession) => ({
  id: idOf("record", played.key),
  sessionId: id,
  planId,
  patientId,
  clinicId,
  savedAt: endsAt,
  savedBy: physicianId,
});

/** As the form opened, with consent and time-out down; then the physician was called away. */
const begun = ({ region, side, structures, guidance }: PlanRow, { played }: SettledSession) => ({
  ...prefill({
    plan: { region, side, guidance, structures: structures ?? [] },
    last: null,
    solution: protocols.find((protocol) => protocol.region === region)?.solution ?? "",
    consent: { by: nameOf(played.halfDay.physician), form: consentForm },
    usableLotIds: [],
  }),
  consentTime: "09:02",
  timeOutTime: "09:06",
  side,
  decision: "clear",
});

const nameOf = (physician: string) => physicians.find(({ key }) => key === physician)?.name ?? "";

const placements: Placement[] = ["tip-seen", "spread-seen"];
const reasons: Partial<Record<ScreeningFinding, string>> = {
  anticoagulant: "Superficial target, pressure held afterwards",
  diabetes: "Well controlled, told to watch the sugar",
  allergy: "To latex only",
};
const findings = Object.keys(reasons) as ScreeningFinding[];

function signed(clock: Clock, plan: PlanRow, session: SettledSession, random: Random) {
  const { clinicId, physicianId, treatFrom, endsAt, played } = session;
  const versionId = idOf("record version", played.key, 1);
  const treatedAt = session.treatmentStartedAt ?? treatFrom;
  const injections = injectionsOf(clock, plan, session, versionId, random);
  const found = random.chance(0.12) ? random.pick(findings) : null;
  const isFluoroscoped = plan.guidance === "fluoroscope";
  const seconds = random.near(38, 14, 9, 110);
  const painBefore = random.near((plan.baselinePain ?? 6) - played.ordinal * 0.7, 1.2, 0, 10);
  const complication = complicationOf(random);
  const signedAt = later(session.performedAt ?? endsAt, random.int(2, 25));
  const version: VersionRow = {
    id: versionId,
    recordId: idOf("record", played.key),
    clinicId,
    number: 1,
    consentAt: later(treatedAt, -random.int(3, 8)),
    consentForm,
    consentBy: nameOf(played.halfDay.physician),
    timeOutAt: treatedAt,
    region: plan.region,
    side: plan.side,
    findings: found ? [found] : [],
    decision: found ? "proceed" : "clear",
    decisionReason: (found && reasons[found]) ?? "",
    skinNumbing: random.chance(0.8) ? "Lidocaine 1 %, 2 ml" : "",
    injections: injections.length,
    fluoroscopySeconds: isFluoroscoped ? seconds : null,
    fluoroscopyMgy: isFluoroscoped ? Math.round(seconds * (4 + random.next() * 5)) / 100 : null,
    painBefore,
    painAfter: Math.max(0, painBefore - random.int(0, 3)),
    complication,
    complicationNote: complication === "none" ? "" : complicationNotes[complication],
    note: random.chance(0.1) ? "Well tolerated." : "",
    signedAt: clock.isPast(signedAt) ? signedAt : clock.now,
    signedBy: physicianId,
  };
  return { version, injections };
}

function injectionsOf(
  clock: Clock,
  plan: PlanRow,
  { clinicId, played }: SettledSession,
  versionId: string,
  random: Random,
): InjectionRow[] {
  const solution = protocols.find(({ region }) => region === plan.region)?.solution ?? "";
  const isRopivacaine = solution.includes("ropivacaine");
  const sides: Side[] = plan.side === "both" ? ["left", "right"] : [plan.side];
  const lotId = lotOn(clock, played.halfDay.clinic, played.halfDay.on, random);
  return (plan.structures ?? [])
    .flatMap(({ kind, name }) => sides.map((side) => ({ kind, name, side })))
    .map(({ kind, name, side }, position) => ({
      id: idOf("injection", versionId, position),
      versionId,
      clinicId,
      position,
      kind,
      structure: name,
      side,
      dextrosePercent: 50,
      anesthetic: isRopivacaine ? "ropivacaine" : "lidocaine",
      anestheticPercent: isRopivacaine ? 0.2 : 1,
      ml: kind === "joint" ? random.int(3, 6) : random.int(2, 6) / 2,
      guidance: plan.guidance,
      placement: plan.guidance === "fluoroscope" ? "contrast-pattern" : random.pick(placements),
      lotId,
    }));
}

const complicationNotes: Record<Exclude<Complication, "none">, string> = {
  vasovagal: "Pale for two minutes, legs raised, recovered.",
  bleeding: "Oozed for some minutes, pressure held.",
  allergic: "Itching at the plaster, removed.",
  "nerve-irritation": "Tingling for ten minutes, gone before leaving.",
  "severe-flare": "Strong pain for an hour, cooled.",
  infection: "",
  "dural-puncture": "",
  pneumothorax: "",
  other: "Needle bent, replaced.",
};

const complicationOf = (random: Random): Complication =>
  random.weighted<Complication>([
    ["none", 964],
    ["vasovagal", 14],
    ["bleeding", 9],
    ["nerve-irritation", 6],
    ["severe-flare", 4],
    ["other", 3],
  ]);

/** A few were misread or mistyped, and amended within days. */
function amended(clock: Clock, first: VersionRow, injections: readonly InjectionRow[], random: Random) {
  const signedAt = later(first.signedAt, random.int(30, 3000));
  if (!random.chance(0.02) || first.painAfter >= 10 || !clock.isPast(signedAt)) return [];
  const id = idOf(first.id ?? "", "amended");
  const version: VersionRow = {
    ...first,
    id,
    number: 2,
    painAfter: first.painAfter + 1,
    note: "Asked again before leaving.",
    amendReason: "Pain after was noted before the patient had stood up",
    signedAt,
  };
  const moved = injections.map((one, position) => ({
    ...one,
    id: idOf("injection", id, position),
    versionId: id,
  }));
  return [{ version, injections: moved }];
}
