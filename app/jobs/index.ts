import type { Job } from "./job";
import { tidySignIns } from "./tidy-sign-ins";

export const jobs: readonly Job[] = [tidySignIns];
