import type { Job } from "./job";
import { morningPacks } from "./morning-packs";
import { tidySignIns } from "./tidy-sign-ins";

export const jobs: readonly Job[] = [morningPacks, tidySignIns];
