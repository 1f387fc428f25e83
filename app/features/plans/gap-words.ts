import type { AttentionKind } from "~/domain/attention";
import { gapWords } from "~/domain/gap";
import { dayAndMonth } from "~/domain/words-of-time";
import type { IconName } from "~/ui/icons/names";
import { planStatusWords } from "~/words/en";
import type { PlanRow } from "./row";

interface Said {
  words: string;
  icon: IconName;
  tone: "in-range" | "early" | "late" | "nothing-booked" | "quiet";
}

const icons: Partial<Record<AttentionKind, IconName>> = {
  displaced: "leave",
  "no-show": "no-show",
  "not-closed": "clock",
  "review-due": "flag",
  "past-planned-count": "info",
};

/** What a plan's gap says in one phrase; null where there is none to speak of. */
export function gapSaid({ status, since, gap, attention, note }: PlanRow): Said | null {
  if (note && attention) return { words: note, icon: icons[attention] ?? "warning", tone: "nothing-booked" };
  switch (gap.state) {
    case "in-range":
      return { words: "In range", icon: "tick", tone: "in-range" };
    case "early":
      return { words: gapWords(gap), icon: "early", tone: "early" };
    case "late":
      return { words: gapWords(gap), icon: "late", tone: "late" };
    case "nothing-booked":
      return gap.pastMaximum
        ? { words: gapWords(gap), icon: "late", tone: "late" }
        : { words: gapWords(gap), icon: "nothing-booked", tone: "nothing-booked" };
    case "none":
      if (status === "active") return null;
      return { words: `${planStatusWords[status]} since ${dayAndMonth(since)}`, icon: status, tone: "quiet" };
  }
}
