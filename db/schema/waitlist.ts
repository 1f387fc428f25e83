import { sql } from "drizzle-orm";
import {
  boolean,
  check,
  date,
  index,
  integer,
  jsonb,
  pgTable,
  text,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { offerAnswers, offerEnds, waitlistEnds } from "~/domain/vocabulary";
import type { WeekdaySpan } from "~/domain/working-hours";
import { accounts } from "./accounts";
import { id, instant, oneOf, version } from "./columns";
import { clinics } from "./places";
import { plans } from "./plans";
import { sessions } from "./sessions";

/** A patient who would come sooner: for which plan, when they can come, and how soon they can be there. */
export const waitlistEntries = pgTable(
  "waitlist_entries",
  {
    id: id(),
    planId: uuid()
      .notNull()
      .references(() => plans.id),
    clinicId: uuid()
      .notNull()
      .references(() => clinics.id),
    /** Null is any time. */
    times: jsonb().$type<WeekdaySpan[]>(),
    noticeMinutes: integer().notNull(),
    notBefore: date(),
    notAfter: date(),
    samePhysician: boolean().notNull().default(false),
    note: text().notNull().default(""),
    createdAt: instant().notNull().defaultNow(),
    createdBy: uuid()
      .notNull()
      .references(() => accounts.id),
    closedAt: instant(),
    closedBy: uuid().references(() => accounts.id),
    closedBecause: text({ enum: waitlistEnds }),
    version: version(),
  },
  (t) => [
    uniqueIndex("waitlist_entries_one_open")
      .on(t.planId)
      .where(sql`closed_at is null`),
    index("waitlist_entries_clinic")
      .on(t.clinicId)
      .where(sql`closed_at is null`),
    check("waitlist_entries_notice", sql`${t.noticeMinutes} between 0 and 20160`),
    check("waitlist_entries_note", sql`length(${t.note}) <= 500`),
    check("waitlist_entries_days", sql`${t.notBefore} <= ${t.notAfter}`),
    check(
      "waitlist_entries_ends",
      sql`${t.closedBecause} is null or ${oneOf(t.closedBecause, waitlistEnds)}`,
    ),
    check("waitlist_entries_closed", sql`(${t.closedAt} is null) = (${t.closedBecause} is null)`),
  ],
);

/** A free place that several patients were told of: the first to confirm has it. It holds nothing meanwhile. */
export const slotOffers = pgTable(
  "slot_offers",
  {
    id: id(),
    /** The session whose place it was. */
    freedById: uuid()
      .notNull()
      .references(() => sessions.id),
    clinicId: uuid()
      .notNull()
      .references(() => clinics.id),
    madeAt: instant().notNull(),
    madeBy: uuid()
      .notNull()
      .references(() => accounts.id),
    expiresAt: instant().notNull(),
    endedAt: instant(),
    endedBecause: text({ enum: offerEnds }),
  },
  (t) => [
    index("slot_offers_freed_by").on(t.freedById),
    index("slot_offers_open")
      .on(t.clinicId, t.expiresAt)
      .where(sql`ended_at is null`),
    check("slot_offers_ends", sql`${t.endedBecause} is null or ${oneOf(t.endedBecause, offerEnds)}`),
    check("slot_offers_ended", sql`(${t.endedAt} is null) = (${t.endedBecause} is null)`),
    check("slot_offers_period", sql`${t.madeAt} < ${t.expiresAt}`),
  ],
);

/** One patient's link to an offer. Only its token's hash is kept. */
export const slotOfferLinks = pgTable(
  "slot_offer_links",
  {
    id: id(),
    offerId: uuid()
      .notNull()
      .references(() => slotOffers.id),
    planId: uuid()
      .notNull()
      .references(() => plans.id),
    /** The session that would move there; null where one more would be booked. */
    movesId: uuid().references(() => sessions.id),
    tokenHash: text().notNull(),
    answer: text({ enum: offerAnswers }),
    answeredAt: instant(),
  },
  (t) => [
    uniqueIndex("slot_offer_links_token").on(t.tokenHash),
    uniqueIndex("slot_offer_links_plan").on(t.offerId, t.planId),
    uniqueIndex("slot_offer_links_one_wins")
      .on(t.offerId)
      .where(sql`answer = 'accepted'`),
    check("slot_offer_links_answer", sql`${t.answer} is null or ${oneOf(t.answer, offerAnswers)}`),
    check("slot_offer_links_answered", sql`(${t.answer} is null) = (${t.answeredAt} is null)`),
  ],
);
