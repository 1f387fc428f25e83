import { db } from "db/client";
import type { Outcome } from "db/command";
import { postgresFault } from "db/constraints";
import { accounts, practice, protocols } from "db/schema";
import { audit } from "db/writes/audit";
import { startingProtocols } from "~/domain/starting-protocols";
import { refuse } from "~/domain/refusals";
import { spendSetupLink } from "./links.server";
import { asOutcome, type LinkHolder } from "./own-password.server";
import { hashPassword } from "./passwords.server";

/** First-run setup: names the practice, makes its first administrator and the protocols it starts from. */
export function createFirstAdministrator(
  holder: LinkHolder & { practice: string; name: string; email: string },
): Promise<Outcome<{ accountId: string }>> {
  return asOutcome(async () => {
    const passwordHash = await hashPassword(holder.password);
    return db.transaction(async (tx) => {
      await spendSetupLink(tx, holder.token, holder.now);
      await tx.insert(practice).values({ name: holder.practice }).catch(refuseSecondPractice);
      const [account] = await tx
        .insert(accounts)
        .values({
          name: holder.name,
          email: holder.email,
          roles: ["administrator"],
          passwordHash,
          passwordSetAt: holder.now,
        })
        .returning({ id: accounts.id });
      const accountId = account?.id ?? refuse("not-valid");
      await tx.insert(protocols).values(startingProtocols());
      await audit(tx, {
        actorId: accountId,
        action: "practice.set-up",
        noun: "account",
        recordId: accountId,
        requestId: holder.requestId,
      });
      return { accountId };
    });
  });
}

function refuseSecondPractice(error: unknown): never {
  if (postgresFault(error).constraint_name === "practice_pkey") refuse("link-spent");
  throw error;
}
