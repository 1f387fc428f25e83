import fc from "fast-check";
import type postgres from "postgres";

/** A change of a sealed trail that no right use of Tendon makes, by somebody who rules the server. */
export interface Tampering {
  what: string;
  /** False where there was nothing to change: nothing is to be found then. */
  act: (sql: postgres.Sql) => Promise<boolean>;
  /** The job goes on, and seals what was put in. */
  isSealedAfter?: true;
}

const done = (result: postgres.RowList<postgres.Row[]>) => result.count > 0;

const edits = [
  "at = at + interval '1 second'",
  "at = at - interval '2 days'",
  "actor_id = gen_random_uuid()",
  "actor_id = null",
  "action = action || '.refused'",
  "noun = 'plan'",
  "record_id = 'another'",
  "clinic_id = null",
  "patient_id = gen_random_uuid()",
  "patient_ids = array[gen_random_uuid()]",
  "before = null",
  "before = 'null'",
  `after = after || '{"minutes": 99999}'`,
  "request_id = null",
  "era = era + 1",
  "era = era - 1",
  "written_in = '1'",
  "written_in = (written_in::text::bigint + 1000000)::text::xid8",
] as const;

const sealEdits = [
  "sealed_at = sealed_at + interval '1 second'",
  "count = count + 1",
  "first_event = first_event + 1",
  "last_event = last_event - 1",
  "mac = previous",
  "previous = sha256(previous)",
  "key_id = 'another'",
  "digests = substring(digests from 25)",
  "until = (until::text::bigint + 1)::text::xid8",
  `"from" = ("from"::text::bigint + 1)::text::xid8`,
  "era = era + 1",
  "number = number + 1000",
] as const;

/** The nth of all, from the oldest. */
const nth = (place: number, of: number) => Math.floor(place * of);

/** One tampering of a trail of so many sealed events and seals; each where chance puts it. */
export const aTampering = ({ events, seals }: { events: number; seals: number }): fc.Arbitrary<Tampering> => {
  const event = fc.double({ min: 0, max: 0.999, noNaN: true }).map((place) => nth(place, events));
  const seal = fc.double({ min: 0, max: 0.999, noNaN: true }).map((place) => nth(place, seals));
  const theEvent = (place: number) =>
    `id = (select id from audit_events order by id offset ${String(place)} limit 1)`;
  const theSeal = (place: number) =>
    `number = (select number from audit_seals order by number offset ${String(place)} limit 1)`;
  return fc.oneof(
    fc.tuple(event, fc.constantFrom(...edits)).map(([place, set]) => ({
      what: `event ${String(place)}: ${set}`,
      act: async (sql: postgres.Sql) =>
        done(await sql.unsafe(`update audit_events set ${set} where ${theEvent(place)}`)),
    })),
    event.map((place) => ({
      what: `event ${String(place)} is deleted`,
      act: async (sql: postgres.Sql) =>
        done(await sql.unsafe(`delete from audit_events where ${theEvent(place)}`)),
    })),
    event.map((place) => ({
      what: `an event is put in beside event ${String(place)}`,
      act: async (sql: postgres.Sql) =>
        done(
          await sql.unsafe(`
            insert into audit_events (at, actor_id, action, noun, request_id, era, written_in)
            select at, actor_id, action, noun, request_id, era, written_in from audit_events where ${theEvent(place)}`),
        ),
    })),
    event.map((place) => ({
      what: `an event is put in today, with the time of event ${String(place)} two days ago`,
      isSealedAfter: true as const,
      act: async (sql: postgres.Sql) =>
        done(
          await sql.unsafe(`
            insert into audit_events (at, actor_id, action, noun, request_id)
            select at - interval '2 days', actor_id, action, noun, request_id from audit_events where ${theEvent(place)}`),
        ),
    })),
    fc
      .tuple(event, event)
      .filter(([one, other]) => one !== other)
      .map(([one, other]) => ({
        what: `events ${String(one)} and ${String(other)} change their places`,
        act: async (sql: postgres.Sql) =>
          done(
            await sql.unsafe(`
              with pair as (select a.id as one, b.id as other, a.after as after_one, b.after as after_other,
                  a.record_id as record_one, b.record_id as record_other
                from audit_events a, audit_events b where a.${theEvent(one)} and b.${theEvent(other)})
              update audit_events e set after = case when e.id = one then after_other else after_one end,
                record_id = case when e.id = one then record_other else record_one end
              from pair where e.id in (one, other)`),
          ),
      })),
    fc.tuple(seal, fc.constantFrom(...sealEdits)).map(([place, set]) => ({
      what: `seal ${String(place)}: ${set}`,
      act: async (sql: postgres.Sql) =>
        done(await sql.unsafe(`update audit_seals set ${set} where ${theSeal(place)}`)),
    })),
    seal.map((place) => ({
      what: `seal ${String(place)} is deleted`,
      act: async (sql: postgres.Sql) =>
        done(await sql.unsafe(`delete from audit_seals where ${theSeal(place)}`)),
    })),
    seal.map((place) => ({
      what: `all from seal ${String(place)} on is cut off`,
      act: async (sql: postgres.Sql) => {
        await sql.unsafe(
          `delete from audit_events e using audit_seals s where s.${theSeal(place)} and e.written_in >= s."from"`,
        );
        return done(
          await sql.unsafe(
            `delete from audit_seals where number >= (select number from audit_seals order by number offset ${String(place)} limit 1)`,
          ),
        );
      },
    })),
  );
};
