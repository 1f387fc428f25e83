import { hkdfSync } from "node:crypto";
import { env } from "~/env.server";

/** 32 bytes made from SECRET_KEY for one use alone: what is made with them is of no use for another. */
export const keyFor = (use: string) =>
  Buffer.from(hkdfSync("sha256", env().SECRET_KEY, "", `tendon ${use}`, 32));
