import { sql } from "drizzle-orm";
import { defaultWeights, type Weights } from "~/domain/composer/weights";
import type { Run } from "../client";

/** How the practice weighs what is less than ideal in a course: the usual figures, where it set no other. */
export async function loadWeights(run: Run): Promise<Weights> {
  const [row] = await run.execute<{ weights: Partial<Weights> | null }>(
    sql`select course_weights as weights from practice`,
  );
  return { ...defaultWeights, ...row?.weights };
}
