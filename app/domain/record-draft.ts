import type { Injection, Place, RecordContent } from "./record";
import {
  anesthetics,
  complications,
  guidances,
  placements,
  regions,
  screeningDecisions,
  screeningFindings,
  sides,
  structureKinds,
  type Guidance,
  type StructureKind,
} from "./vocabulary";
import { clockToMinutes, minutesToClock } from "./words-of-time";

/** A record's form, field by field, as it was typed: "injections[0].ml" holds "2". */
export type Typed = Record<string, string | string[]>;

type Unfinished<T> = { [Key in keyof T]: T[Key] | null };
export type DraftInjection = Unfinished<Injection>;

/** What can be read of a draft so far; null where nothing is said, or nothing that could be meant. */
export interface DraftRecord extends Unfinished<Omit<RecordContent, "injections" | "findings">> {
  findings: RecordContent["findings"];
  injections: DraftInjection[];
  amendReason: string | null;
}

const MOST_INJECTIONS = 20;

/** An injection that names no structure and no volume is a row left empty, and counts for nothing. */
export function readDraft(typed: Typed): DraftRecord {
  const text = (name: string) => [typed[name] ?? ""].flat()[0]?.trim() ?? "";
  const words = (name: string) => text(name) || null;
  const minute = (name: string) => clockToMinutes(text(name));
  const oneOf = <Word extends string>(name: string, known: readonly Word[]) =>
    known.find((word) => word === text(name)) ?? null;
  const number = (name: string, least: number, most: number, decimals: number) => {
    const shape = decimals === 0 ? /^\d{1,6}$/ : /^\d{1,6}([.,]\d{1,4})?$/;
    if (!shape.test(text(name))) return null;
    const scale = 10 ** decimals;
    const value = Math.round(Number(text(name).replace(",", ".")) * scale) / scale;
    return value >= least && value <= most ? value : null;
  };
  const injections = Array.from({ length: injectionCount(typed) }, (_, index): DraftInjection => {
    const of = (field: keyof Injection) => injectionField(index, field);
    const anesthetic = oneOf(of("anesthetic"), anesthetics);
    return {
      kind: oneOf(of("kind"), structureKinds),
      structure: words(of("structure")),
      side: oneOf(of("side"), sides),
      dextrosePercent: number(of("dextrosePercent"), 0.1, 70, 1),
      anesthetic,
      anestheticPercent: anesthetic === "none" ? null : number(of("anestheticPercent"), 0.01, 10, 2),
      ml: number(of("ml"), 0.01, 100, 2),
      guidance: oneOf(of("guidance"), guidances),
      placement: oneOf(of("placement"), placements),
      lotId: words(of("lotId")),
    };
  });
  const ticked = [typed["findings"] ?? []].flat();
  return {
    consentMinute: minute("consentTime"),
    consentForm: words("consentForm"),
    consentBy: words("consentBy"),
    timeOutMinute: minute("timeOutTime"),
    region: oneOf("region", regions),
    side: oneOf("side", sides),
    findings: screeningFindings.filter((finding) => ticked.includes(finding)),
    decision: oneOf("decision", screeningDecisions),
    decisionReason: text("decisionReason"),
    skinNumbing: text("skinNumbing"),
    injections: injections.filter(({ structure, ml }) => structure !== null || ml !== null),
    fluoroscopySeconds: number("fluoroscopySeconds", 0, 7200, 0),
    fluoroscopyMgy: number("fluoroscopyMgy", 0, 10_000, 2),
    painBefore: number("painBefore", 0, 10, 0),
    painAfter: number("painAfter", 0, 10, 0),
    complication: oneOf("complication", complications),
    complicationNote: text("complicationNote"),
    note: text("note"),
    amendReason: words("amendReason"),
  };
}

/** The whole record, where nothing is missing: what `whyNotSign` has found no fault with. */
export function contentOf({ amendReason: _, ...draft }: DraftRecord): RecordContent | null {
  const injections = draft.injections.flatMap((injection) => (isWhole(injection) ? [injection] : []));
  const content = { ...draft, injections };
  const { fluoroscopySeconds: __, fluoroscopyMgy: ___, ...required } = content;
  const isComplete = Object.values(required).every((value) => value !== null);
  return isComplete && injections.length === draft.injections.length ? (content as RecordContent) : null;
}

const isWhole = (injection: DraftInjection): injection is Injection =>
  Object.entries(injection).every(([field, value]) => field === "anestheticPercent" || value !== null);

/** The same as it would have been typed. */
export function typedOf(content: RecordContent): Typed {
  const { consentMinute, timeOutMinute, injections, findings, ...rest } = content;
  return {
    consentTime: minutesToClock(consentMinute),
    timeOutTime: minutesToClock(timeOutMinute),
    findings,
    ...asText(rest),
    ...typedInjections(injections),
  };
}

export interface Usual {
  plan: Place & { guidance: Guidance; structures: readonly { kind: StructureKind; name: string }[] };
  /** The plan's last signed record. */
  last: RecordContent | null;
  /** The region's usual solution: "Dextrose 50 % with lidocaine 1 %". */
  solution: string;
  /** Who writes it, and by which form they took consent last. */
  consent: { by: string; form: string };
  /** Lots that may be used on the day. */
  usableLotIds: readonly string[];
}

/**
 * What a new record opens with: what is usual, or what was done last time. Never what has to be seen or said on the day:
 * consent, time-out, screening, placement, pain.
 */
export function prefill({ plan, last, solution, consent, usableLotIds }: Usual): Typed {
  const onlyLot = usableLotIds.length === 1 ? (usableLotIds[0] ?? "") : "";
  const side = plan.side === "both" ? null : plan.side;
  const mixture = mixtureOf(solution);
  const usual = (kind: StructureKind | null, structure: string | null) => ({
    ...mixture,
    kind,
    structure,
    side,
    guidance: plan.guidance,
    lotId: onlyLot,
  });
  const named = plan.structures.map(({ kind, name }) => usual(kind, name));
  const repeated = last?.injections.map(({ placement: _, lotId, ...injection }) => ({
    ...injection,
    lotId: usableLotIds.includes(lotId) ? lotId : onlyLot,
  }));
  const lasting = last?.findings.filter((finding) =>
    ["allergy", "anticoagulant", "diabetes"].includes(finding),
  );
  return {
    consentForm: last?.consentForm || consent.form,
    consentBy: consent.by,
    region: plan.region,
    findings: lasting ?? [],
    skinNumbing: last?.skinNumbing ?? "",
    ...typedInjections(repeated ?? (named.length > 0 ? named : [usual(null, null)])),
  };
}

/** "Dextrose 15 % with ropivacaine 0.2 %"; 50 % where nothing is said. */
function mixtureOf(solution: string): Partial<Injection> {
  const dextrose = /dextrose\s*(\d+(?:\.\d+)?)/i.exec(solution)?.[1];
  const [, name = "lidocaine", percent] =
    /(lidocaine|ropivacaine|bupivacaine)\s*(\d+(?:\.\d+)?)/i.exec(solution) ?? [];
  const anesthetic = anesthetics.find((known) => known === name.toLowerCase()) ?? "lidocaine";
  return {
    dextrosePercent: Number(dextrose ?? 50),
    anesthetic,
    ...(percent && { anestheticPercent: Number(percent) }),
  };
}

export const injectionField = (index: number, field: string) => `injections[${index}].${field}`;

/** How many rows the form had: the last one that anything was typed in. */
export function injectionCount(typed: Typed): number {
  const rows = Object.keys(typed).map((name) => Number(/^injections\[(\d+)\]\./.exec(name)?.[1] ?? -1) + 1);
  return Math.min(MOST_INJECTIONS, Math.max(0, ...rows));
}

const typedInjections = (injections: readonly Partial<DraftInjection>[]): Typed =>
  Object.assign(
    {},
    ...injections.map((injection, index) =>
      Object.fromEntries(
        Object.entries(asText(injection)).map(([field, value]) => [injectionField(index, field), value]),
      ),
    ),
  ) as Typed;

const asText = (values: object): Record<string, string> =>
  Object.fromEntries(
    Object.entries(values).flatMap(([name, value]) =>
      value === null || value === undefined ? [] : [[name, String(value)]],
    ),
  );
