import { db } from "db/client";
import { primary, type Reader } from "db/reader";
import type { Asking } from "db/command";
import { audit } from "db/writes/audit";
import { toCsv } from "~/formats/csv";
import { guidanceWords, planStatusWords, regionWords } from "~/words/en";
import { outcomeCsv } from "./csv";
import { readOutcomes, type OutcomesAsked } from "./figures.server";
import type { OutcomeFigure } from "./filter";

/** The page's own figures as a file; who took it, of what and for whom is audited before it goes. */
export async function exportOutcomes(
  asking: Asking,
  asked: OutcomesAsked & { clinicName: string },
  choice: { figure: OutcomeFigure | null; beyond: boolean },
  run: Reader = primary,
): Promise<{ name: string; csv: string }> {
  const { filter, clinicId, clinicName } = asked;
  const outcomes = await readOutcomes(asking.actor, asked, { run });
  await audit(db, {
    actorId: asking.actor.id,
    action: "outcomes.export",
    noun: "outcomes",
    clinicId: clinicId === "all" ? null : clinicId,
    after: { ...filter, ...choice },
    requestId: asking.requestId,
  });
  const { point, from, to, region, guidance, status } = filter;
  const about = {
    ...{ point, from, to, clinic: clinicName },
    region: region ? regionWords[region] : "All",
    guidance: guidance ? guidanceWords[guidance] : "All",
    status: status ? planStatusWords[status] : "All started",
  };
  const { header, rows } = outcomeCsv(outcomes, about, choice);
  const name = ["outcomes", choice.figure, point, from, to, choice.beyond && "beyond"].filter(Boolean);
  return { name: `${name.join("-")}.csv`, csv: toCsv(header, rows) };
}
