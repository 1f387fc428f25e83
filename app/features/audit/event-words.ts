import { zoneName, type Zone } from "~/domain/time";
import { whenWords } from "~/domain/words-of-time";
import { actionWords } from "~/words/audit";
import type { Change } from "./changes";

/** What a table shows of an event: how many patients it was about, and not which. */
export interface EventRow {
  id: number;
  at: Date;
  action: string;
  who: { name: string | null } | null;
  clinic: string | null;
  patients: { count: number };
  changes: Change[];
  /** Somebody's request did it, and not a job. */
  isAsked: boolean;
}

/** The whole event, by its own page. */
export interface EventView extends EventRow {
  noun: string;
  recordId: string | null;
  who: { id: string; name: string | null } | null;
  patients: { id: string | null; count: number };
  requestId: string | null;
  isSealed: boolean;
}

/** What is done by a link alone, which only its patient has. */
const ofAPatient = /^(offer\.(accept|decline|too-late)|report\.(answer|decline|alert))$/;

export function whoWords({ who, action, isAsked }: Pick<EventRow, "who" | "action" | "isAsked">): string {
  if (who !== null) return who.name ?? "An account that is gone";
  if (!isAsked) return "Tendon itself";
  return ofAPatient.test(action) ? "The patient" : "Nobody signed in";
}

export const whatWords = ({ action }: Pick<EventRow, "action">) => actionWords(action) ?? action;

export const isRefusal = ({ action }: Pick<EventRow, "action">) =>
  action.endsWith(".refused") || action === "access.not-found";

/** With the zone named, since a trail is read by people of several clinics. */
export const atWords = ({ at }: Pick<EventRow, "at">, zone: Zone) =>
  `${whenWords(at, zone)} ${zoneName(at, zone, "short")}`;

export const patientsWords = ({ patients: { count } }: Pick<EventRow, "patients">) =>
  count === 0 ? "" : count === 1 ? "1 patient" : `${String(count)} patients`;
