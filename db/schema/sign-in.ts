import { sql } from "drizzle-orm";
import { bigint, boolean, check, index, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { accounts } from "./accounts";
import { instant, oneOf } from "./columns";

/** An account's authenticator app, once a code of it was typed in. */
export const totpFactors = pgTable("totp_factors", {
  accountId: uuid()
    .primaryKey()
    .references(() => accounts.id),
  /** AES-256-GCM with a key made from SECRET_KEY: whoever reads the table makes no codes. */
  sealedSecret: text().notNull(),
  createdAt: instant().notNull().defaultNow(),
  /** The 30-second step whose code was taken last: no code works twice. */
  lastStep: bigint({ mode: "number" }).notNull(),
});

/** For whoever lost their phone: each works once. Only a keyed hash is kept. */
export const recoveryCodes = pgTable(
  "recovery_codes",
  {
    accountId: uuid()
      .notNull()
      .references(() => accounts.id),
    codeHash: text().notNull(),
    createdAt: instant().notNull().defaultNow(),
    usedAt: instant(),
  },
  (t) => [primaryKey({ columns: [t.accountId, t.codeHash] })],
);

/** A WebAuthn credential. The id and the key are public; the private half never leaves the device. */
export const passkeys = pgTable(
  "passkeys",
  {
    /** The credential's id, base64url. */
    id: text().primaryKey(),
    accountId: uuid()
      .notNull()
      .references(() => accounts.id),
    /** COSE, base64url. */
    publicKey: text().notNull(),
    counter: bigint({ mode: "number" }).notNull(),
    transports: text().array().notNull(),
    name: text().notNull(),
    /** Kept in more places than one device, as the authenticator says. */
    backedUp: boolean().notNull(),
    createdAt: instant().notNull().defaultNow(),
    lastUsedAt: instant(),
  },
  (t) => [
    index("passkeys_account").on(t.accountId),
    check("passkeys_lengths", sql`length(${t.name}) between 1 and 60 and length(${t.id}) <= 1400`),
  ],
);

export const stepPurposes = ["second-factor", "passkey-sign-in", "passkey-proof", "passkey-add"] as const;

/**
 * Something begun that ends with a proof: a sign-in whose password was right and that lacks its second factor, or a
 * passkey's challenge. The browser holds the token in a cookie; only its SHA-256 is kept.
 */
export const signInSteps = pgTable(
  "sign_in_steps",
  {
    tokenHash: text().primaryKey(),
    purpose: text({ enum: stepPurposes }).notNull(),
    /** Null where a passkey has yet to say who it is. */
    accountId: uuid().references(() => accounts.id),
    challenge: text(),
    expiresAt: instant().notNull(),
  },
  (t) => [
    check("sign_in_steps_purpose", oneOf(t.purpose, stepPurposes)),
    check("sign_in_steps_account", sql`(${t.purpose} = 'passkey-sign-in') = (${t.accountId} is null)`),
    index("sign_in_steps_account_index").on(t.accountId),
    index("sign_in_steps_expires").on(t.expiresAt),
  ],
);

/** When somebody was last here, kept beyond the sign-in with which they were. Apart from the account, which people edit. */
export const accountVisits = pgTable("account_visits", {
  accountId: uuid()
    .primaryKey()
    .references(() => accounts.id),
  lastSeenAt: instant().notNull(),
});

/** An account's calendar for other programs. Whoever has the token reads times and places, and of nobody in particular. */
export const calendarFeeds = pgTable("calendar_feeds", {
  accountId: uuid()
    .primaryKey()
    .references(() => accounts.id),
  tokenHash: text().notNull().unique("calendar_feeds_token"),
  createdAt: instant().notNull().defaultNow(),
});
