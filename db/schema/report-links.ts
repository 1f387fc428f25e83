import { sql } from "drizzle-orm";
import { check, index, pgTable, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { linkPurposes } from "~/domain/vocabulary";
import { accounts } from "./accounts";
import { id, instant, oneOf } from "./columns";
import { outcomeReports } from "./outcomes";
import { clinics } from "./places";

/** A patient's way to one report, without an account. Only its token's hash is kept; of a report one is open at most. */
export const reportLinks = pgTable(
  "report_links",
  {
    id: id(),
    /** A report goes when its session was not performed after all, and its links with it. */
    reportId: uuid()
      .notNull()
      .references(() => outcomeReports.id, { onDelete: "cascade" }),
    tokenHash: text().notNull(),
    purpose: text({ enum: linkPurposes }).notNull(),
    issuedAt: instant().notNull(),
    /** Null where the system sent it by itself. */
    issuedBy: uuid().references(() => accounts.id),
    expiresAt: instant().notNull(),
    firstOpenedAt: instant(),
    revokedAt: instant(),
    usedAt: instant(),
  },
  (t) => [
    uniqueIndex("report_links_token").on(t.tokenHash),
    uniqueIndex("report_links_one_open")
      .on(t.reportId)
      .where(sql`revoked_at is null and used_at is null`),
    index("report_links_report").on(t.reportId, t.issuedAt),
    check("report_links_hash", sql`${t.tokenHash} ~ '^[0-9a-f]{64}$'`),
    check("report_links_purpose", oneOf(t.purpose, linkPurposes)),
    check("report_links_period", sql`${t.issuedAt} < ${t.expiresAt}`),
    check("report_links_end", sql`${t.revokedAt} is null or ${t.usedAt} is null`),
  ],
);

/** Somebody reported what cannot wait, and is to be called until somebody has dealt with it. Says nothing of what it was. */
export const reportAlerts = pgTable(
  "report_alerts",
  {
    id: id(),
    /** Goes with its report, as the links do. */
    reportId: uuid()
      .notNull()
      .references(() => outcomeReports.id, { onDelete: "cascade" }),
    clinicId: uuid()
      .notNull()
      .references(() => clinics.id),
    raisedAt: instant().notNull(),
    dealtWithAt: instant(),
    dealtWithBy: uuid().references(() => accounts.id),
  },
  (t) => [
    uniqueIndex("report_alerts_report").on(t.reportId),
    index("report_alerts_open")
      .on(t.clinicId, t.raisedAt)
      .where(sql`dealt_with_at is null`),
    check("report_alerts_dealt_with", sql`(${t.dealtWithAt} is null) = (${t.dealtWithBy} is null)`),
  ],
);
