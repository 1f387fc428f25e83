import { expireReports } from "~/features/follow-up/expire.server";
import type { Job } from "./job";

/** Closes the reports whose window is over, a few at a time. */
export const expireReportsJob: Job = {
  queue: "expire-reports",
  everyMinutes: 30,
  async run(_, { now, signal }) {
    while (!signal.aborted && (await expireReports(now)) > 0);
  },
};
