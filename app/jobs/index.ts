import { expireReportsJob } from "./expire-reports";
import type { Job } from "./job";
import { morningPacks } from "./morning-packs";
import { planMany, planManyGivenUp } from "./plan-many";
import { sendReports } from "./send-reports";
import { tidySignIns } from "./tidy-sign-ins";

export const jobs: readonly Job[] = [
  expireReportsJob,
  morningPacks,
  planMany(),
  planManyGivenUp,
  sendReports,
  tidySignIns,
];
