import type { RestoreState } from "~/domain/restore-test";
import { dayOf, type Zone } from "~/domain/time";
import { clock, dayWithYear } from "~/domain/words-of-time";

export interface RestoreWords {
  /** How it stands, among the figures of health. */
  health: string;
  /** What somebody should look after; null where all is well. */
  hand: { title: string; note: string; tone: "warn" | "danger" } | null;
}

const count = (value: number) => value.toLocaleString("en");

/** What an administrator reads of the weekly test restore. */
export function restoreWords(state: RestoreState, zone: Zone): RestoreWords {
  const when = (at: Date) => `${dayWithYear(dayOf(at, zone))}, ${clock(at, zone)}`;
  switch (state.kind) {
    case "not-set-up":
      return {
        health: "never tried",
        hand: {
          tone: "warn",
          title: "No backup is ever tried",
          note: "Name a role that may make databases in TEST_RESTORE_URL, and each week one is restored for a look",
        },
      };
    case "to-come":
      return { health: "to be tried in the coming night", hand: null };
    case "right": {
      const { at, source, takenAt, rows, trail } = state.test;
      const what =
        source === "kept" && takenAt ? `the one of ${when(takenAt)}` : "one made for it, since none is kept";
      const whole = `${count(rows)} rows came back${trail === "intact" ? ", audit trail intact" : ""}`;
      return {
        health: `tried ${when(at)}: ${what}; ${whole}`,
        hand:
          source === "made"
            ? {
                tone: "warn",
                title: "No backup is kept",
                note: "The test restore found none in BACKUP_DIR. Have npm run backup done each night, and its files kept elsewhere",
              }
            : null,
      };
    }
    case "old-backup":
      return {
        health: `tried ${when(state.test.at)}`,
        hand: {
          tone: "danger",
          title: "The newest backup is old",
          note: `It is of ${state.test.takenAt ? when(state.test.takenAt) : "an unknown day"}. Is npm run backup still done?`,
        },
      };
    case "trail-changed":
      return {
        health: `tried ${when(state.test.at)}: it came back, with a changed audit trail`,
        hand: {
          tone: "danger",
          title: "The audit trail in the backup is not as it was sealed",
          note: "The audit page and npm run audit:verify say which events",
        },
      };
    case "failed":
      return {
        health: `tried ${when(state.test.at)}: it did not come back`,
        hand: {
          tone: "danger",
          title: "A backup could not be restored",
          note: `${state.test.fault ?? ""} It is tried again in the coming night`,
        },
      };
    case "late":
      return {
        health: `last tried ${when(state.test.at)}`,
        hand: {
          tone: "warn",
          title: "No backup was tried for two weeks",
          note: "Background jobs may not run, or TEST_RESTORE_URL is not set any more",
        },
      };
  }
}
