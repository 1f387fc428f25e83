import { command, type Asking, type Outcome } from "db/command";
import { notify } from "db/writes/notify";
import { refuse } from "~/domain/refusals";
import { dayOf } from "~/domain/time";
import { makePack } from "./make.server";
import { packClinics } from "./queries.server";

/** Makes today's pack of a clinic at once, whatever its hour. */
export async function makePackNow(asking: Asking, clinicId: string): Promise<Outcome<{ sessions: number }>> {
  const about = { action: "morning-pack.make", noun: "morning-pack" };
  const clinic = (await packClinics(asking.actor)).find(({ id }) => id === clinicId);
  const day = clinic && dayOf(asking.now, clinic.zone);
  // Before the transaction: a slow disk holds no connection.
  const made = day && (await makePack(clinicId, day, asking.now).catch(() => "not-kept" as const));
  return command(asking, about, async ({ tx, audit }) => {
    if (!made) return refuse("not-found");
    if (made === "not-kept") return refuse("pack-not-kept");
    const sessions = made.sessions.length;
    await audit({ ...about, clinicId, after: { day, sessions } });
    await notify(tx, { clinicIds: [clinicId], noun: "practice" });
    return { sessions };
  });
}
