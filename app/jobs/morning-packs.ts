import { packToMake } from "~/domain/morning-pack";
import { dayOf } from "~/domain/time";
import { makePack } from "~/features/morning-pack/make.server";
import { packClinics } from "~/features/morning-pack/queries.server";
import { findPack } from "~/features/morning-pack/store.server";
import type { Job } from "./job";

/** Each clinic's day, kept as a file once its hour has come on its own clock. One that fails keeps none of the others. */
export const morningPacks: Job = {
  queue: "morning-packs",
  everyMinutes: 3,
  async run(_, { now, signal }) {
    const faults: unknown[] = [];
    for (const clinic of await packClinics(null)) {
      if (signal.aborted) return;
      const kept = await findPack(clinic.id, dayOf(now, clinic.zone));
      const day = packToMake(clinic, () => kept?.madeAt ?? null, now);
      if (day) await makePack(clinic.id, day, now).catch((error: unknown) => faults.push(error));
    }
    if (faults.length > 0) throw faults[0];
  },
};
