import type { Activity, Rating, RedFlag, Region, SelfCare, Side, TimePoint } from "~/domain/vocabulary";
import type { UnansweredWords } from "../unanswered";

/** All that a patient's report form says, in one language. Another language is another file like `en.ts`. */
export interface ReportFormWords {
  /** The language's ISO 639 code, for `lang`. */
  code: string;
  /** Its own name for itself. */
  name: string;
  /** The window's title, which is kept in a browser's history: it names nobody and no place of the body. */
  title: string;
  step: (step: number, of: number) => string;
  /** "Your right knee, 3 months after the last session". */
  heading: (region: Region, side: Side, timePoint: TimePoint) => string;
  lead: string;
  /** In the first week nothing is a failure yet. */
  leadEarly: string;
  leadBaseline: string;
  optional: string;
  error: string;
  problem: string;
  rating: { legend: string; legendEarly: string; hintEarly: string; words: Record<Rating, string> };
  pain: { legend: string; least: string; most: string };
  activities: { legend: string; hint: string; words: Record<Activity, string> };
  selfCare: { legend: string; words: Record<SelfCare, string> };
  redFlags: { legend: string; hint: string; words: Record<RedFlag, string> };
  adverseEffects: { label: string; hint: string };
  remarks: { label: string; hint: string };
  call: {
    /** Always on the form, before anything is ticked. */
    ask: string;
    now: string;
    /** Once something was ticked that cannot wait. */
    title: string;
    text: string;
    afterSending: string;
    noPhone: string;
    emergency: string;
  };
  fate: { title: string; read: string; figures: string; final: string };
  continue: string;
  back: string;
  send: string;
  decline: string;
  /** After sending. */
  thanks: { title: string; text: string };
  declined: { title: string; text: string };
  /** From a second tab. */
  already: { title: string; text: string };
  /** A link that opens nothing, whatever the cause. */
  closed: { title: string; text: string };
  /** On the clinic's own tablet. */
  giveBack: string;
  wait: (minutes: number) => string;
  tryAgain: string;
  unanswered: UnansweredWords;
  faults: {
    rating: string;
    pain: string;
    choice: string;
    tooLong: string;
    unreadable: string;
  };
  paper: PaperWords;
}

/** What only the printed form says. */
export interface PaperWords {
  title: string;
  mark: string;
  giveBack: (clinic: string) => string;
  code: string;
  date: string;
}
