import {
  beginSending,
  dueMessages,
  finishSending,
  giveUpLost,
  putOff,
} from "~/features/follow-up/send.server";
import { openMailer } from "~/mail/mailer.server";
import type { Job } from "./job";

/**
 * Mails patients the links to their reports, and reminds them. Each mail is kept before it leaves and is never sent
 * twice; one that a dying process may or may not have sent is left to the desk.
 */
export const sendReports: Job = {
  queue: "send-reports",
  everyMinutes: 5,
  async run(_, { now, signal }) {
    await giveUpLost(now);
    const mailer = openMailer();
    if (!mailer) return;
    try {
      const due = await dueMessages(now);
      if (due.length === 0) return;
      const isReady = await mailer.isReady();
      for (const { reportId, kind } of due) {
        if (signal.aborted) return;
        if (!isReady) {
          await putOff(reportId, kind, now);
          continue;
        }
        const mail = await beginSending(reportId, kind, now);
        if (mail) await finishSending(mailer, mail, now);
      }
    } finally {
      mailer.close();
    }
  },
};
