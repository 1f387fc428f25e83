import { expireReportsJob } from "./expire-reports";
import { foldOutcomes } from "./fold-outcomes";
import type { Job } from "./job";
import { mailForgottenJob } from "./mail-forgotten";
import { morningPacks } from "./morning-packs";
import { planMany, planManyGivenUp } from "./plan-many";
import { sealAudit } from "./seal-audit";
import { sendReports } from "./send-reports";
import { testRestore } from "./test-restore";
import { tidySignIns } from "./tidy-sign-ins";
import { verifyAudit } from "./verify-audit";

export const jobs: readonly Job[] = [
  expireReportsJob,
  foldOutcomes,
  mailForgottenJob,
  morningPacks,
  planMany(),
  planManyGivenUp,
  sealAudit,
  sendReports,
  testRestore,
  tidySignIns,
  verifyAudit,
];
