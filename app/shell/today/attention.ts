import type { Zone } from "~/domain/wall-clock";
import { whenWords } from "~/domain/words-of-time";
import { paths } from "~/paths";
import type { IconName } from "~/ui/icons/names";

/** What waits for an administrator: in counts, and of no patient. */
export interface Attention {
  icon: IconName;
  tone: "warn" | "danger";
  title: string;
  note: string;
  /** Where it is dealt with, and what the button there says. */
  href: string;
  action: string;
}

export interface PracticeFacts {
  now: Date;
  zone: Zone;
  withoutFactor: number;
  invited: number;
  linksOver: number;
  signIns: { refused: number; accounts: number; blocked: number };
  trail: { sealedAt: Date | null; waiting: number; verified: { at: Date; findings: number } | null };
}

/** Enough refused sign-ins in a day that somebody should ask why. */
const manyRefused = 20;
/** A job seals each minute and verifies twice a day: what is later than this has not run. */
const sealLateMs = 15 * 60_000;
const verifyLateMs = 36 * 3_600_000;

const counted = (count: number, one: string, many = `${one}s`) => `${count} ${count === 1 ? one : many}`;

/** Each of them looks at one thing; the gravest first. */
const looks: ((facts: PracticeFacts) => Attention | null)[] = [
  ({ trail: { verified }, zone }) =>
    verified && verified.findings > 0
      ? {
          ...{ icon: "error", tone: "danger", href: paths.audit(), action: "Open the trail" },
          title: "The audit trail was changed",
          note: `Found at ${counted(verified.findings, "place")}, ${whenWords(verified.at, zone)}`,
        }
      : null,
  ({ trail: { sealedAt, waiting, verified }, now, zone }) => {
    const isSealLate = waiting > 0 && (!sealedAt || now.getTime() - sealedAt.getTime() > sealLateMs);
    const isVerifyLate = verified !== null && now.getTime() - verified.at.getTime() > verifyLateMs;
    if (!isSealLate && !isVerifyLate) return null;
    const since = isSealLate ? sealedAt : verified?.at;
    return {
      ...{ icon: "shield", tone: "warn", href: paths.audit(), action: "Open the trail" },
      title: isSealLate ? "The audit trail is not being sealed" : "The audit trail was not verified lately",
      note: since ? `Last on ${whenWords(since, zone)}` : "Not once yet",
    };
  },
  ({ signIns: { refused, accounts, blocked } }) =>
    refused >= manyRefused || blocked > 0
      ? {
          ...{ icon: "shield", tone: "warn", action: "Look at them" },
          href: paths.audit({ what: "Sign-ins and access", outcome: "refused" }),
          title: `${counted(refused, "sign-in was", "sign-ins were")} refused since yesterday`,
          note: [
            accounts > 0 && `Of ${counted(accounts, "account")}`,
            blocked > 0 && `${counted(blocked, "block")} at this moment`,
          ]
            .filter(Boolean)
            .join("; "),
        }
      : null,
  ({ withoutFactor }) =>
    withoutFactor > 0
      ? {
          ...{ icon: "key", tone: "warn", action: "Show them" },
          href: paths.accounts({ role: "administrator", factor: "without" }),
          title: `${counted(withoutFactor, "administrator has", "administrators have")} no second factor`,
          note: "They get no further until they set one up",
        }
      : null,
  ({ invited, linksOver }) =>
    invited > 0
      ? {
          ...{ icon: "mail", tone: "warn", action: "Show them" },
          href: paths.accounts({ show: "waiting" }),
          title: `${counted(invited, "invitation was", "invitations were")} not accepted yet`,
          note:
            linksOver > 0
              ? `${counted(linksOver, "link has", "links have")} run out: make new ones`
              : "The links still work",
        }
      : null,
];

export const practiceAttention = (facts: PracticeFacts): Attention[] =>
  looks.flatMap((look) => look(facts) ?? []);
