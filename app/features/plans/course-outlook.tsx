import { Beads } from "~/ui/beads";

export interface OutlookFields {
  plannedSessions: number;
  gapMinDays: number;
  gapTargetDays: number;
  gapMaxDays: number;
}

/** What these figures come to: how long the course takes, before anything is booked. */
export function CourseOutlook({ fields }: { fields: OutlookFields }) {
  const words = outlookWords(fields);
  return (
    <div className="course-outlook" aria-live="polite">
      {words && (
        <>
          <Beads
            beads={Array.from({ length: fields.plannedSessions }, () => "booked" as const)}
            label={`${fields.plannedSessions} sessions`}
          />
          <p>{words}</p>
        </>
      )}
    </div>
  );
}

/** Null while the figures say nothing, or contradict each other: the form says so when it is sent. */
export function outlookWords({
  plannedSessions,
  gapMinDays,
  gapTargetDays,
  gapMaxDays,
}: OutlookFields): string | null {
  const isWhole = [plannedSessions, gapMinDays, gapTargetDays, gapMaxDays].every(Number.isInteger);
  if (!isWhole || plannedSessions < 1 || plannedSessions > 20 || gapMinDays < 1 || gapMaxDays > 365)
    return null;
  if (gapMinDays > gapTargetDays || gapTargetDays > gapMaxDays) return null;
  const gaps = plannedSessions - 1;
  if (gaps === 0) return "One session, so no gap.";
  const [shortest, target, longest] = [gapMinDays, gapTargetDays, gapMaxDays].map((days) => days * gaps);
  return `${plannedSessions} sessions: ${lengthWords(target ?? 0)} from the first to the last at the target gap, ${lengthWords(shortest ?? 0)} at the shortest, ${lengthWords(longest ?? 0)} at the longest.`;
}

const lengthWords = (days: number) => {
  const weeks = Math.round(days / 7);
  if (weeks < 1) return `${days} days`;
  return weeks === 1 ? "a week" : `${weeks} weeks`;
};

/** The figures as a form holds them at the moment; what is not a number says nothing. */
export const outlookOf = (valueOf: (name: keyof OutlookFields) => string): OutlookFields => ({
  plannedSessions: numberOf(valueOf("plannedSessions")),
  gapMinDays: numberOf(valueOf("gapMinDays")),
  gapTargetDays: numberOf(valueOf("gapTargetDays")),
  gapMaxDays: numberOf(valueOf("gapMaxDays")),
});

const numberOf = (text: string) => (text.trim() === "" ? Number.NaN : Number(text));
