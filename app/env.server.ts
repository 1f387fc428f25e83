import { z } from "zod";
import { NoAddress, readAddress } from "db/pool/address";

const url = z.string().refine((text) => URL.canParse(text), "must be a URL");
const parts = (text: string) =>
  text
    .split(",")
    .map((part) => part.trim())
    .filter(Boolean);
/** Of one server, or of several of which one takes writes. Its faults are told without the password in it. */
const database = z.string().superRefine((text, context) => {
  try {
    const isForAny = readAddress(text).wanted === "any" && text.includes("target_session_attrs");
    if (isForAny)
      throw new NoAddress("must be of a server that takes writes: target_session_attrs=read-write");
  } catch (error) {
    if (!(error instanceof NoAddress)) throw error;
    context.addIssue({ code: "custom", message: error.message });
  }
});
const seconds = (fallback: number) => z.coerce.number().int().positive().max(604_800).default(fallback);

const schema = z
  .object({
    PORT: z.coerce.number().int().min(0).max(65_535).default(3000),
    HOST: z.string().min(1).default("127.0.0.1"),
    /** The address people type, when it is not the one listened on (behind a proxy). */
    ORIGIN: url.optional(),
    /** Proxies whose X-Forwarded-* count: addresses, comma-separated. */
    TRUSTED_PROXIES: z.string().default("").transform(parts),
    DATABASE_URL: database,
    /** LISTEN needs a connection of its own, past any pooler. */
    DATABASE_DIRECT_URL: database.optional(),
    /** "false" for a pooler that shares a server's connection by transaction: it knows no prepared statements. */
    DATABASE_PREPARE: z.enum(["true", "false"]).default("true"),
    /** Standbys of it that reads which may lag go to: addresses, comma-separated. */
    DATABASE_REPLICA_URLS: z.string().default("").transform(parts).pipe(z.array(url)),
    DATABASE_POOL: z.coerce.number().int().min(1).max(200).default(10),
    SECRET_KEY: z.string().min(32, "must have at least 32 characters"),
    /** What the audit trail is sealed with; made of SECRET_KEY where it is not given. */
    AUDIT_KEY: z.string().min(32, "must have at least 32 characters").optional(),
    /** Each new head of the audit trail's chain is added to it: a file that the database's owner cannot write. */
    AUDIT_ANCHOR_FILE: z.string().min(1).optional(),
    SMTP_URL: url.regex(/^smtps?:/, "must begin with smtp:// or smtps://").optional(),
    /** Whom patients' mail comes from: an address, or "A clinic <address>". */
    MAIL_FROM: z
      .string()
      .regex(/^[^\r\n]*@[^\r\n]+$/, "must be an e-mail address")
      .optional(),
    MAIL_REPLY_TO: z
      .string()
      .regex(/^[^\r\n]*@[^\r\n]+$/, "must be an e-mail address")
      .optional(),
    DATA_DIR: z.string().min(1).default(".data"),
    /** Where the morning packs are kept; under DATA_DIR where it is not said. */
    MORNING_PACK_DIR: z.string().min(1).optional(),
    /** Where `npm run backup` keeps its files; under DATA_DIR where it is not said. */
    BACKUP_DIR: z.string().min(1).optional(),
    /** A role that may make databases: each week a backup is restored there for a look. */
    TEST_RESTORE_URL: url.optional(),
    SIGN_IN_IDLE_SECONDS: seconds(30 * 60),
    SIGN_IN_MAX_SECONDS: seconds(12 * 60 * 60),
    /** Where the figures for who watches are served; nowhere where it is not said. */
    METRICS_PORT: z.coerce.number().int().min(0).max(65_535).optional(),
    METRICS_HOST: z.string().min(1).default("127.0.0.1"),
    /** How long it still takes new requests after it was told to stop, so that a balancer sees first that it will. */
    DRAIN_NOTICE_SECONDS: z.coerce.number().min(0).max(20).default(0),
    LOG_LEVEL: z.enum(["silent", "error", "warn", "info", "debug"]).default("info"),
  })
  .superRefine((env, context) => {
    if (env.SMTP_URL && !env.MAIL_FROM) {
      context.addIssue({
        code: "custom",
        path: ["MAIL_FROM"],
        message: "must say whom mail comes from when SMTP_URL is set",
      });
    }
    const loopback = ["127.0.0.1", "::1", "localhost"].includes(env.HOST);
    if (!loopback && !env.ORIGIN?.startsWith("https://")) {
      context.addIssue({
        code: "custom",
        path: ["ORIGIN"],
        message:
          "must be an https:// address when HOST is not loopback: browsers keep the sign-in cookie only over TLS",
      });
    }
  });

export type Env = z.infer<typeof schema>;

/** For whoever set the environment: its message says all, a stack nothing. */
class ConfigurationFault extends Error {
  override name = "ConfigurationFault";
}

let read: Env | undefined;

/** A path of ours as the address that people open from a mail; ORIGIN, or where it listens. */
export function publicAddress(path: string): string {
  const { ORIGIN, HOST, PORT } = env();
  return new URL(path, ORIGIN ?? `http://${HOST}:${String(PORT)}`).href;
}

/** The configuration, read from the environment once. Throws with one line for each fault. */
export function env(): Env {
  if (read) return read;
  const parsed = schema.safeParse(
    Object.fromEntries(Object.entries(process.env).filter(([, value]) => value !== "")),
  );
  if (!parsed.success) {
    const faults = parsed.error.issues.map((issue) => `  ${issue.path.join(".")}: ${issue.message}`);
    throw new ConfigurationFault(`The configuration is not right:\n${faults.join("\n")}`);
  }
  read = parsed.data;
  return read;
}
