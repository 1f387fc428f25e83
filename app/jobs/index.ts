import { foldOutcomes } from "./fold-outcomes";
import type { Job } from "./job";
import { morningPacks } from "./morning-packs";
import { planMany, planManyGivenUp } from "./plan-many";
import { tidySignIns } from "./tidy-sign-ins";

export const jobs: readonly Job[] = [foldOutcomes, morningPacks, planMany(), planManyGivenUp, tidySignIns];
