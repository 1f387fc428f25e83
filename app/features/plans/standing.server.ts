import { sql } from "drizzle-orm";
import { attentionKinds, type AttentionKind } from "~/domain/attention";
import { liveStatuses } from "~/domain/session";

const live = sql`(${sql.join(
  liveStatuses.map((status) => sql`${status}`),
  sql`, `,
)})`;

/** Reports past their due day that can still be answered. */
export const unanswered = sql`(
  select count(*)::int from outcome_reports r
  where r.plan_id = plans.id and r.status in ('due', 'sent')
    and r.due_on < plans.today and r.window_to >= plans.today)`;

/** One row of a plan's sessions; days are those of each session's clinic, today is the home clinic's. */
const sessionFacts = sql`
  select
    plans.today,
    count(*) filter (where s.status = 'performed')::int as performed,
    count(*) filter (where s.live)::int as live,
    (array_agg(s.day order by s.starts_at desc, s.id desc) filter (where s.status = 'performed'))[1] as previous_on,
    (array_agg(s.day order by s.starts_at, s.id) filter (where s.ahead))[1] as next_on,
    min(s.starts_at) filter (where s.ahead) as next_at,
    coalesce((array_agg(s.gap_explained order by s.starts_at, s.id) filter (where s.ahead))[1], false) as explained,
    coalesce((array_agg(s.status order by s.starts_at desc, s.id desc)
      filter (where s.live or s.status = 'no-show'))[1] = 'no-show', false) as missed_last,
    coalesce(bool_or(s.waiting), false) as any_waiting,
    coalesce(bool_or(s.waiting and s.displaced), false) as any_displaced,
    coalesce(bool_or(s.waiting and not s.displaced and s.day < plans.today), false) as any_not_closed,
    ${unanswered} as unanswered
  from (
    select s.id, s.status, s.starts_at, (s.starts_at at time zone at_clinic.zone)::date as day,
      s.status in ${live} as live,
      s.status in ${live} and s.status <> 'performed' as waiting,
      s.status in ${live} and s.status <> 'performed' and s.displaced_at is null as ahead,
      s.displaced_at is not null as displaced,
      coalesce(s.gap_reason, '') <> '' as gap_explained
    from sessions s join clinics at_clinic on at_clinic.id = s.clinic_id
    where s.plan_id = plans.id
  ) s`;

const rank = (kind: AttentionKind) =>
  sql`${(attentionKinds.length - attentionKinds.indexOf(kind)) * 1000}::int`;
const overdue = sql`c.gap_state = 'nothing-booked' and coalesce(c.past_maximum, false)`;

/** The gravest attention's severity, 0 where the course needs no hand. */
const severity = sql`case
  when ${overdue} then ${rank("past-maximum")} + least(c.by_days, 999)
  when c.any_displaced then ${rank("displaced")}
  when plans.status = 'active' and c.missed_last then ${rank("no-show")}
  when c.any_not_closed then ${rank("not-closed")}
  when c.gap_state = 'nothing-booked' and (c.gap_days is null or c.gap_days >= plans.gap_min_days)
    then ${rank("nothing-booked")}
  when plans.status = 'active' and c.gap_state = 'late' and not c.explained then ${rank("late")} + least(c.by_days, 999)
  when plans.status = 'active' and c.gap_state = 'early' and not c.explained then ${rank("early")} + least(c.by_days, 999)
  when c.unanswered > 0 then ${rank("report-unanswered")}
  when plans.status = 'active' and not c.any_waiting and c.performed >= plans.planned_sessions then ${rank("review-due")}
  when plans.status = 'active' and c.live > plans.planned_sessions then ${rank("past-planned-count")}
  else 0
end`;

/**
 * How a plan's course stands, as SQL, so that a practice's plans can be sorted, filtered and counted by it.
 * `app/domain/course.ts` with `gap.ts` and `attention.ts` is the reference, and what screens show; a test holds this
 * equal to it on random courses. Stands in a FROM after `plans`, which has its clinic's `today` besides; gives one row, `standing`.
 */
export const standing = sql`
  lateral (
    select c.*, severity_of_course.severity
    from (
      select b.*,
        case
          when b.next_on is null and b.nothing_left then 'none'
          when b.previous_on is null then case when b.next_on is null then 'nothing-booked' else 'none' end
          when b.next_on is null then 'nothing-booked'
          when b.gap_days < plans.gap_min_days then 'early'
          when b.gap_days > plans.gap_max_days then 'late'
          else 'in-range'
        end as gap_state,
        b.today - b.previous_on > plans.gap_max_days as past_maximum,
        case
          when b.gap_days > plans.gap_max_days then b.gap_days - plans.gap_max_days
          when b.gap_days < plans.gap_min_days and b.next_on is not null then plans.gap_min_days - b.gap_days
          else 0
        end as by_days
      from (
        select a.*,
          plans.status <> 'active' or a.performed >= plans.planned_sessions as nothing_left,
          case
            when a.next_on is null and (plans.status <> 'active' or a.performed >= plans.planned_sessions)
              then null
            else coalesce(a.next_on, a.today) - a.previous_on
          end as gap_days
        from (${sessionFacts}) a
      ) b
    ) c,
    lateral (select ${severity} as severity) severity_of_course
  ) standing`;

/** Booked too late, or not booked at all with the maximum gap over. */
export const isLateNow = sql`(standing.gap_state = 'late'
  or standing.gap_state = 'nothing-booked' and coalesce(standing.past_maximum, false))`;
