import type { ReactNode } from "react";
import { whenWords } from "~/domain/words-of-time";
import { paths } from "~/paths";
import { LinkButton } from "~/ui/button";
import { Icon } from "~/ui/icon";
import type { IconName } from "~/ui/icons/names";
import { ratingWords, regionSide, timePointWords } from "~/words/en";
import type { Hand, NewReport } from "./queries.server";

interface ItemProps {
  icon: IconName;
  tone?: "warn" | "danger" | undefined;
  title: ReactNode;
  note?: ReactNode;
  action?: ReactNode;
  children?: ReactNode;
}

/** One thing that waits, why, and the way to its cure. */
export function HandItem({ icon, tone, title, note, action, children }: ItemProps) {
  return (
    <li className={tone ? `hand is-${tone}` : "hand"}>
      <Icon name={icon} />
      <span className="hand-words">
        <strong>{title}</strong>
        {note && <span>{note}</span>}
      </span>
      {action}
      {children && <div className="hand-more">{children}</div>}
    </li>
  );
}

const kinds = {
  displaced: { icon: "leave", tone: "warn", title: "lost a place", action: "Move" },
  missed: { icon: "no-show", tone: "danger", title: "did not come", action: "Rebook" },
  "not-closed": { icon: "clock", tone: "warn", title: "was not closed", action: "Close" },
} as const;
const reasons: Record<string, string> = {
  leave: "the physician is on leave",
  closure: "the clinic is closed",
  maintenance: "room or device under maintenance",
};

/** Sessions that wait for somebody, each with its action. */
export function SessionHands({ hands }: { hands: readonly Hand[] }) {
  return hands.map((hand) => {
    const { icon, tone, title, action } = kinds[hand.kind];
    const href =
      hand.kind === "displaced"
        ? paths.sessionMove(hand.sessionId)
        : hand.kind === "missed"
          ? paths.book({ plan: hand.planId })
          : paths.session(hand.sessionId);
    const why = reasons[hand.reason];
    return (
      <HandItem
        key={hand.sessionId}
        icon={icon}
        tone={tone}
        title={`${hand.name} ${title}`}
        note={`${whenWords(hand.startsAt, hand.zone)}, ${regionSide(hand.region, hand.side).toLowerCase()}${why ? `: ${why}` : ""}`}
        action={
          <LinkButton size="small" href={href}>
            {action}
          </LinkButton>
        }
      />
    );
  });
}

/** What patients reported, bad news first. "No change" early on is nothing to colour. */
export function ReportHands({ reports }: { reports: readonly NewReport[] }) {
  return reports.map((report) => (
    <HandItem
      key={`${report.planId} ${report.timePoint} ${report.answeredAt.getTime()}`}
      icon={report.rating ?? "message"}
      tone={report.adverse ? "warn" : undefined}
      title={`${report.name}: ${report.rating ? ratingWords[report.rating] : "baseline"}${report.pain === null ? "" : `, pain ${report.pain}`}`}
      note={`${timePointWords[report.timePoint]}, ${regionSide(report.region, report.side).toLowerCase()}${report.adverse ? ". Reports an adverse effect" : ""}`}
      action={
        <LinkButton size="small" href={paths.plan(report.planId)}>
          Open plan
        </LinkButton>
      }
    />
  ));
}
