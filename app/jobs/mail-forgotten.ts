import { z } from "zod";
import { mailForgotten } from "~/features/accounts/mail-link.server";
import type { Job } from "./job";

const dataSchema = z.object({ account: z.uuid() });

/** Mails a link to whoever forgot their password: not within the request, whose time would tell that there is an account. */
export const mailForgottenJob: Job = {
  queue: "mail-forgotten",
  async run(data, { now }) {
    await mailForgotten(dataSchema.parse(data).account, now);
  },
};
