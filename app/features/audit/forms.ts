import { z } from "zod";
import { isDay } from "~/domain/day";
import { auditGroupNames } from "~/words/audit";
import { searchText } from "~/words/fields";
import type { AuditFilter } from "./filter";

const idIn = (text: string | null | undefined) => z.uuid().safeParse(text).data ?? null;

export function readAuditFilter(params: URLSearchParams): AuditFilter {
  const day = (name: string) => {
    const text = params.get(name) ?? "";
    return isDay(text) && text > "1999" && text < "2200" ? text : null;
  };
  const [, at, id] = /^(\d{1,16})-(\d{1,15})$/.exec(params.get("before") ?? "") ?? [];
  const outcome = params.get("outcome");
  return {
    who: idIn(params.get("who")),
    what: auditGroupNames.find((name) => name === params.get("what")) ?? null,
    outcome: outcome === "refused" || outcome === "done" ? outcome : null,
    record: /^[\w-]{1,60}$/.exec(params.get("record") ?? "")?.[0] ?? null,
    patient: idIn(params.get("patient")),
    clinic: idIn(params.get("clinic")),
    from: day("from"),
    to: day("to"),
    before: at && id ? { at, id } : null,
  };
}

/** A patient as typed: a record number or an id. */
export const readTypedPatient = (params: URLSearchParams) => searchText.parse(params.get("find") ?? "");

/** An event's number; null for anything else. */
export const eventNumber = (params: { id?: string | undefined }): number | null =>
  /^[1-9]\d{0,14}$/.test(params.id ?? "") ? Number(params.id) : null;
