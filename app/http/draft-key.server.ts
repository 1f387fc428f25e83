import { createHmac } from "node:crypto";
import { env } from "~/env.server";

/**
 * With what a browser encrypts the draft it keeps when the line is cut. Told only to the signed-in account itself, so
 * that the next one on a shared tablet cannot read what is left there; the same after signing in again, so that the
 * first one still can.
 */
export const draftKey = (accountId: string, sessionId: string) =>
  createHmac("sha256", env().SECRET_KEY).update(`draft ${accountId} ${sessionId}`).digest("base64");
