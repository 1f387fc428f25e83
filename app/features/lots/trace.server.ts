import { sql, type SQL } from "drizzle-orm";
import { db } from "db/client";
import { primary, type Reader } from "db/reader";
import { hasWords, uuids } from "db/scope";
import type { AuditedRead } from "db/writes/audit-reads";
import type { Actor } from "~/domain/actor";
import { lotState } from "~/domain/lot";
import { clinicScope, may } from "~/domain/permissions";
import { dayOf } from "~/domain/time";
import type { Region, Side } from "~/domain/vocabulary";
import type { Zone } from "~/domain/wall-clock";
import { toCsv } from "~/formats/csv";
import { regionWords, sideWords } from "~/words/en";
import type { LotTrace, LotUse, UsedLot } from "./view";

/** Lots are traced where records are read: at the reader's own clinics, and nowhere else. */
function traceable(actor: Actor): SQL {
  if (!may(actor, "record.read")) return sql`false`;
  const scope = clinicScope(actor, "record.read");
  return scope === "all" ? sql`true` : sql`l.clinic_id = any (${uuids(scope)})`;
}

interface ReadLot extends Omit<UsedLot, "state">, Record<string, unknown> {
  zone: Zone;
  isRetired: boolean;
  retireReason: string | null;
}

const lotColumns = sql`l.id, l.product, l.lot_number as "lotNumber", c.id as "clinicId", c.name as clinic, c.zone,
  to_char(l.expires_on, 'YYYY-MM-DD') as "expiresOn", l.retired_at is not null as "isRetired",
  l.retire_reason as "retireReason",
  (select count(distinct v.record_id)::int from record_injections i join record_versions v on v.id = i.version_id
    where i.lot_id = l.id) as sessions`;

const usedLot = ({ zone, isRetired, ...lot }: ReadLot, now: Date) => ({
  ...lot,
  state: lotState({ expiresOn: lot.expiresOn, isRetired }, dayOf(now, zone)),
});

export const MOST_LOTS = 200;

/** Lots of the reader's clinics, the newest first; of one clinic, or those whose product or number has the words. */
export async function listLots(
  actor: Actor,
  { q, clinicId, now }: { q: string; clinicId: string | "all"; now: Date },
): Promise<UsedLot[]> {
  const rows = await db.execute<ReadLot>(sql`
    select ${lotColumns} from lots l join clinics c on c.id = l.clinic_id
    where ${traceable(actor)} and (${clinicId} = 'all' or l.clinic_id::text = ${clinicId})
      and ${hasWords(sql`searchable(l.product || ' ' || l.lot_number)`, q)}
    order by l.created_at desc, l.id desc limit ${MOST_LOTS}`);
  return rows.map((row) => usedLot(row, now));
}

/** Every session and patient that a lot went to; null where it is missing or at another's clinic. */
export async function traceLot(
  actor: Actor,
  lotId: string,
  now: Date,
  run: Reader = primary,
): Promise<LotTrace | null> {
  const [row] = await db.execute<ReadLot>(sql`
    select ${lotColumns} from lots l join clinics c on c.id = l.clinic_id
    where l.id = ${lotId} and ${traceable(actor)}`);
  if (!row) return null;
  const [uses, elsewhere] = await Promise.all([
    run.execute<
      Omit<LotUse, "region" | "side"> & { region: Region; side: Side } & Record<string, unknown>
    >(sql`
      select s.id as "sessionId", to_char(s.starts_at at time zone c.zone, 'YYYY-MM-DD') as on, s.ordinal,
        pa.id as "patientId", pa.given_name || ' ' || pa.family_name as patient, pa.record_number as "recordNumber",
        pa.phone, p.region, p.side, doctor.name as physician, used.injections, used.ml,
        used.injections = 0 as "amendedAway"
      from (select v.record_id, count(*) filter (where v.number = r.signed_number)::int as injections,
          coalesce(sum(i.ml) filter (where v.number = r.signed_number), 0)::float8 as ml
        from record_injections i join record_versions v on v.id = i.version_id
        join procedure_records r on r.id = v.record_id
        where i.lot_id = ${lotId} group by v.record_id) used
      join procedure_records r on r.id = used.record_id
      join sessions s on s.id = r.session_id
      join clinics c on c.id = s.clinic_id
      join plans p on p.id = s.plan_id
      join patients pa on pa.id = s.patient_id
      join accounts doctor on doctor.id = s.physician_id
      order by s.starts_at desc, s.id limit 5000`),
    db.execute<{ id: string; clinic: string }>(sql`
      select l.id, c.name as clinic from lots l join clinics c on c.id = l.clinic_id
      where l.product = ${row.product} and l.lot_number = ${row.lotNumber} and l.id <> ${lotId}
        and ${traceable(actor)} order by c.name limit 50`),
  ]);
  return {
    lot: usedLot(row, now),
    uses: uses.map((use) => ({ ...use, region: regionWords[use.region], side: sideWords[use.side] })),
    elsewhere,
  };
}

/** Looked up, or taken along: to whom a lot went. */
export const tracedRead = ({ lot, uses }: LotTrace, action: "lot.trace" | "lot.export"): AuditedRead => ({
  ...{ action, noun: "lot", recordId: lot.id, clinicId: lot.clinicId },
  patients: uses.map(({ patientId }) => patientId),
});

export function traceCsv({ lot, uses }: LotTrace): string {
  return toCsv(
    [
      ...[
        "Product",
        "Lot",
        "Expires",
        "Clinic",
        "Day",
        "Patient",
        "Record number",
        "Phone",
        "Region",
        "Side",
      ],
      ...["Session", "Physician", "Injections", "ml", "Amended to another lot"],
    ],
    uses.map((use) => [
      ...[lot.product, lot.lotNumber, lot.expiresOn, lot.clinic, use.on, use.patient, use.recordNumber],
      ...[
        use.phone,
        use.region,
        use.side,
        use.ordinal,
        use.physician,
        use.injections,
        use.ml,
        use.amendedAway,
      ],
    ]),
  );
}
