import { db } from "db/client";
import { protocols } from "db/schema";
import type { PhaseMinutes } from "~/domain/session";
import { regions, type Guidance, type Region } from "~/domain/vocabulary";

const withoutProtocols: PhaseMinutes = { prepare: 5, treat: 15, recover: 10 };

/**
 * How long a session is to be: its region's protocol, or where none is named the longest of those that usually have this
 * guidance. A booking asks again, with its own plan's minutes.
 */
export async function phasesToFit(guidance: Guidance, region: Region | null): Promise<PhaseMinutes> {
  const rows = await db
    .select({
      region: protocols.region,
      guidance: protocols.guidance,
      prepare: protocols.prepareMinutes,
      treat: protocols.treatMinutes,
      recover: protocols.recoverMinutes,
    })
    .from(protocols)
    .orderBy(protocols.region)
    .limit(regions.length);
  const usual = rows.filter((row) => (region ? row.region === region : row.guidance === guidance));
  const [longest] = (usual.length > 0 ? usual : rows).toSorted((a, b) => lengthOf(b) - lengthOf(a));
  if (!longest) return withoutProtocols;
  const { prepare, treat, recover } = longest;
  return { prepare, treat, recover };
}

const lengthOf = ({ prepare, treat, recover }: PhaseMinutes) => prepare + treat + recover;
