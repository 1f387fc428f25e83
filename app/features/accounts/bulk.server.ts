import { inArray, sql } from "drizzle-orm";
import { db } from "db/client";
import { command, type Asking } from "db/command";
import { accounts } from "db/schema";
import { refuse } from "~/domain/refusals";
import { roles as allRoles, type Role } from "~/domain/vocabulary";
import { readCsv } from "~/formats/csv";
import { csvFaultWords } from "~/formats/csv-faults";
import { accountForm } from "./forms";
import type { BulkRow } from "./bulk";
import { insertAccount } from "./commands.server";
import { lockAccount } from "./lock.server";

export const mostBulkRows = 500;

type ReadBulk = { ok: true; rows: BulkRow[] } | { ok: false; why: string };

const columnNames: Record<"name" | "email" | "roles" | "clinics", RegExp> = {
  name: /^(full )?name$/i,
  email: /^(work )?e-?mail( address)?$/i,
  roles: /^roles?$/i,
  clinics: /^(clinics?|sites?)$/i,
};

/** Reads accounts from a CSV, each row with what is wrong with it: nothing is made of any while one is not right. */
export async function readBulk(
  text: string,
  clinics: readonly { id: string; name: string }[],
): Promise<ReadBulk> {
  const read = readCsv(new TextEncoder().encode(text), mostBulkRows);
  if (!read.ok) return { ok: false, why: csvFaultWords(read.fault) };
  const { header, rows } = read.table;
  const at = (column: keyof typeof columnNames) => header.findIndex((name) => columnNames[column].test(name));
  const missing = (["name", "email", "roles", "clinics"] as const).filter((column) => at(column) < 0);
  if (missing.length > 0) {
    return {
      ok: false,
      why: `There is no column “${missing.join("”, “")}”. Name the columns in the first row.`,
    };
  }
  const taken = await takenEmails(rows.map((row) => row[at("email")] ?? ""));
  const seen = new Set<string>();
  return {
    ok: true,
    rows: rows.map((row, index) => {
      const cell = (column: keyof typeof columnNames) => row[at(column)] ?? "";
      const { roles, unknown } = rolesIn(cell("roles"));
      const places = namesIn(cell("clinics")).map((name) => ({
        name,
        clinic: clinics.find((clinic) => clinic.name.toLowerCase() === name.toLowerCase()),
      }));
      const clinicIds = places.flatMap(({ clinic }) => clinic?.id ?? []);
      const account = { name: cell("name"), email: cell("email"), roles, clinicIds };
      const checked = accountForm.safeParse(account);
      const email = account.email.toLowerCase();
      const faults = [
        ...unknown.map((word) => `“${word}” is no role. There are ${allRoles.join(", ")}`),
        ...places.flatMap(({ name, clinic }) => (clinic ? [] : [`There is no clinic “${name}”`])),
        ...(checked.success || unknown.length > 0 ? [] : checked.error.issues.map(({ message }) => message)),
        ...(taken.has(email) ? ["Another account has this e-mail"] : []),
        ...(seen.has(email) ? ["This e-mail stands further up, too"] : []),
      ];
      seen.add(email);
      return { ...account, line: index + 2, clinics: namesIn(cell("clinics")), faults: [...new Set(faults)] };
    }),
  };
}

const namesIn = (text: string) =>
  text
    .split(/[;|]/)
    .map((name) => name.trim())
    .filter(Boolean);

function rolesIn(text: string): { roles: Role[]; unknown: string[] } {
  const words = text.split(/[;|,/]/).map((word) => word.trim().toLowerCase());
  const isRole = (word: string): word is Role => (allRoles as readonly string[]).includes(word);
  return {
    roles: [...new Set(words.filter(isRole))],
    unknown: words.filter((word) => word && !isRole(word)),
  };
}

async function takenEmails(emails: readonly string[]): Promise<Set<string>> {
  const asked = [...new Set(emails.map((email) => email.toLowerCase()).filter(Boolean))];
  if (asked.length === 0) return new Set();
  const rows = await db
    .select({ email: sql<string>`lower(${accounts.email}::text)` })
    .from(accounts)
    .where(inArray(accounts.email, asked));
  return new Set(rows.map(({ email }) => email));
}

/** Makes all of them, or none: each with the one-time link with which its person sets a password. */
export function createAccounts(asking: Asking, rows: readonly BulkRow[]) {
  const about = { action: "account.create", noun: "account" };
  return command(asking, about, async ({ tx, audit }) => {
    await lockAccount(tx, asking, asking.actor.id);
    if (rows.length === 0 || rows.some(({ faults }) => faults.length > 0)) refuse("not-valid");
    const made = [];
    for (const { name, email, roles, clinicIds } of rows) {
      const input = accountForm.parse({ name, email, roles, clinicIds });
      const { token } = await insertAccount({ tx, audit }, asking, input);
      made.push({ name, email, token });
    }
    return made;
  });
}
