import { sql } from "drizzle-orm";
import { check, date, index, pgTable, smallint, text, unique, uuid } from "drizzle-orm/pg-core";
import {
  channels,
  ratings,
  reportStatuses,
  selfCares,
  timePoints,
  type Activity,
  type RedFlag,
} from "~/domain/vocabulary";
import { accounts } from "./accounts";
import { id, instant, oneOf, version } from "./columns";
import { plans } from "./plans";
import { sessions } from "./sessions";

/** What the patient says of the result, and when it is due. Never entered by the one who treats. */
export const outcomeReports = pgTable(
  "outcome_reports",
  {
    id: id(),
    planId: uuid()
      .notNull()
      .references(() => plans.id),
    timePoint: text({ enum: timePoints }).notNull(),
    /** The session it precedes or follows; null for the baseline and the months after the course. */
    sessionId: uuid().references(() => sessions.id),
    dueOn: date().notNull(),
    windowFrom: date().notNull(),
    windowTo: date().notNull(),
    status: text({ enum: reportStatuses }).notNull().default("due"),
    channel: text({ enum: channels }),
    rating: text({ enum: ratings }),
    pain: smallint(),
    activities: text().array().$type<Activity[]>(),
    selfCare: text({ enum: selfCares }),
    adverseEffects: text(),
    redFlags: text().array().$type<RedFlag[]>(),
    remarks: text(),
    language: text(),
    answeredAt: instant(),
    enteredBy: uuid().references(() => accounts.id),
    version: version(),
  },
  (t) => [
    unique("outcome_reports_once").on(t.planId, t.timePoint, t.sessionId).nullsNotDistinct(),
    index("outcome_reports_due").on(t.timePoint, t.dueOn),
    index("outcome_reports_session").on(t.sessionId),
    index("outcome_reports_open")
      .on(t.windowTo)
      .where(sql`status in ('due', 'sent')`),
    check("outcome_reports_time_point", oneOf(t.timePoint, timePoints)),
    check("outcome_reports_status", oneOf(t.status, reportStatuses)),
    check("outcome_reports_channel", sql`${t.channel} is null or ${oneOf(t.channel, channels)}`),
    check("outcome_reports_rating", sql`${t.rating} is null or ${oneOf(t.rating, ratings)}`),
    check("outcome_reports_self_care", sql`${t.selfCare} is null or ${oneOf(t.selfCare, selfCares)}`),
    check("outcome_reports_pain", sql`${t.pain} between 0 and 10`),
    check(
      "outcome_reports_activities",
      sql`${t.activities} <@ array['sleep', 'sitting', 'walking', 'sport']`,
    ),
    check(
      "outcome_reports_red_flags",
      sql`${t.redFlags} <@ array['fever', 'severe-pain', 'breathlessness', 'weakness']`,
    ),
    check("outcome_reports_window", sql`${t.windowFrom} <= ${t.dueOn} and ${t.dueOn} <= ${t.windowTo}`),
    check("outcome_reports_answered", sql`(${t.status} = 'answered') = (${t.answeredAt} is not null)`),
    check(
      "outcome_reports_answers",
      sql`case when ${t.status} = 'answered' then ${t.channel} is not null and ${t.pain} is not null and (${t.rating} is not null) = (${t.timePoint} <> 'baseline') else ${t.rating} is null and ${t.pain} is null and ${t.activities} is null and ${t.selfCare} is null and ${t.adverseEffects} is null and ${t.redFlags} is null and ${t.remarks} is null end`,
    ),
    check(
      "outcome_reports_session_of",
      sql`(${t.sessionId} is not null) = (${t.timePoint} in ('before-session', '72-hours'))`,
    ),
    check(
      "outcome_reports_lengths",
      sql`length(${t.adverseEffects}) <= 2000 and length(${t.remarks}) <= 2000`,
    ),
  ],
);
