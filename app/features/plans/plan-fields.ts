import type { StructureKind } from "~/domain/vocabulary";
import type { Protocol } from "./form-data.server";

/** A plan's fields as its form holds them: empty until chosen. */
export interface PlanFields {
  region: string;
  side: string;
  guidance: string;
  plannedSessions: number | string;
  gapMinDays: number | string;
  gapTargetDays: number | string;
  gapMaxDays: number | string;
  physicianId: string;
  clinicId: string;
  diagnosis: string;
  structures: { kind: StructureKind; name: string }[];
  goal: string;
  baselinePain: number | null;
  symptomMonths: number | null;
  baselineFunction: string;
  notes: string;
}

export const emptyPlan = (known: Pick<PlanFields, "clinicId" | "physicianId">): PlanFields => ({
  region: "",
  side: "",
  guidance: "",
  plannedSessions: "",
  gapMinDays: "",
  gapTargetDays: "",
  gapMaxDays: "",
  diagnosis: "",
  structures: [],
  goal: "",
  baselinePain: null,
  symptomMonths: null,
  baselineFunction: "",
  notes: "",
  ...known,
});

/** What a protocol suggests for these fields. */
export const suggested = (protocol: Protocol) => ({
  plannedSessions: String(protocol.sessionsMin),
  gapMinDays: String(protocol.gapMinDays),
  gapTargetDays: String(protocol.gapTargetDays),
  gapMaxDays: String(protocol.gapMaxDays),
  guidance: protocol.guidance,
});
