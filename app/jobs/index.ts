import type { Job } from "./job";
import { planMany, planManyGivenUp } from "./plan-many";
import { tidySignIns } from "./tidy-sign-ins";

export const jobs: readonly Job[] = [planMany(), planManyGivenUp, tidySignIns];
