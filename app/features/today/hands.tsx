import type { ReactNode } from "react";
import { whenWords } from "~/domain/words-of-time";
import { paths } from "~/paths";
import { LinkButton } from "~/ui/button";
import { Icon } from "~/ui/icon";
import type { IconName } from "~/ui/icons/names";
import { ratingWords, redFlagWords, regionSide, timePointWords } from "~/words/en";
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
  hours: "outside the physician’s new hours",
};

const manyWords: Record<Hand["kind"], string> = {
  displaced: "sessions lost their place",
  missed: "patients did not come",
  "not-closed": "sessions were not closed",
};

/** From so many of a kind on they stand as one entry with a line for each. */
const MANY = 3;
const MOST_LINES = 8;

/** Sessions that wait for somebody, each with its action; many of one kind under one heading. */
export function SessionHands({ hands }: { hands: readonly Hand[] }) {
  const byKind = (["displaced", "missed", "not-closed"] as const).map((kind) =>
    hands.filter((hand) => hand.kind === kind),
  );
  return byKind.flatMap((same) => {
    const [first] = same;
    if (!first) return [];
    if (same.length < MANY) return same.map((hand) => <SessionHand key={hand.sessionId} hand={hand} />);
    const { icon, tone } = kinds[first.kind];
    const left = same.length - MOST_LINES;
    return (
      <HandItem
        key={first.kind}
        icon={icon}
        tone={tone}
        title={`${same.length} ${manyWords[first.kind]}`}
        note={left > 0 ? `The ${MOST_LINES} earliest` : causeOf(same)}
        action={
          first.kind === "displaced" && (
            <LinkButton size="small" href={paths.repair()}>
              Repair
            </LinkButton>
          )
        }
      >
        {same.slice(0, MOST_LINES).map((hand) => (
          <div className="hand-session" key={hand.sessionId}>
            <a href={paths.session(hand.sessionId)}>{hand.name}</a>
            <span>{whenAndWhat(hand)}</span>
            <a href={cureOf(hand)}>
              {kinds[hand.kind].action}
              <span className="visually-hidden"> {hand.name}</span>
            </a>
          </div>
        ))}
      </HandItem>
    );
  });
}

/** Said once where it is the same for all. */
function causeOf(hands: readonly Hand[]): string | undefined {
  const [cause, ...others] = new Set(hands.map(({ reason }) => reasons[reason]));
  return others.length === 0 && cause ? cause.charAt(0).toUpperCase() + cause.slice(1) : undefined;
}

const whenAndWhat = (hand: Hand) =>
  `${whenWords(hand.startsAt, hand.zone)}, ${regionSide(hand.region, hand.side).toLowerCase()}`;

function cureOf({ kind, sessionId, planId }: Hand): string {
  switch (kind) {
    case "displaced":
      return paths.sessionMove(sessionId);
    case "missed":
      return paths.book({ plan: planId });
    case "not-closed":
      return paths.session(sessionId);
  }
}

function SessionHand({ hand }: { hand: Hand }) {
  const { icon, tone, title, action } = kinds[hand.kind];
  const why = reasons[hand.reason];
  return (
    <HandItem
      icon={icon}
      tone={tone}
      title={`${hand.name} ${title}`}
      note={`${whenAndWhat(hand)}${why ? `: ${why}` : ""}`}
      action={
        <LinkButton size="small" href={cureOf(hand)}>
          {action}
        </LinkButton>
      }
    />
  );
}

/** What patients reported, bad news first. "No change" early on is nothing to colour. */
export function ReportHands({ reports }: { reports: readonly NewReport[] }) {
  const [shown, rest] = [reports.slice(0, MOST_LINES), reports.slice(MOST_LINES)];
  return (
    <>
      {shown.map((report) => (
        <ReportHand key={keyOf(report)} report={report} />
      ))}
      {rest.length > 0 && (
        <li className="hand-rest">
          <details>
            <summary>
              {rest.length} more {rest.length === 1 ? "report" : "reports"} came in
            </summary>
            <ul className="hands">
              {rest.map((report) => (
                <ReportHand key={keyOf(report)} report={report} />
              ))}
            </ul>
          </details>
        </li>
      )}
    </>
  );
}

const keyOf = ({ planId, timePoint, answeredAt }: NewReport) =>
  `${planId} ${timePoint} ${answeredAt.getTime()}`;

function ReportHand({ report }: { report: NewReport }) {
  return (
    <HandItem
      icon={report.rating ?? "message"}
      tone={report.redFlags.length > 0 ? "danger" : report.adverse ? "warn" : undefined}
      title={`${report.name}: ${report.rating ? ratingWords[report.rating] : "baseline"}${report.pain === null ? "" : `, pain ${report.pain}`}`}
      note={[
        ...(report.redFlags.length > 0 ? [report.redFlags.map((flag) => redFlagWords[flag]).join(", ")] : []),
        `${timePointWords[report.timePoint]}, ${regionSide(report.region, report.side).toLowerCase()}`,
        ...(report.adverse ? ["Reports an adverse effect"] : []),
      ].join(". ")}
      action={
        <LinkButton size="small" href={paths.plan(report.planId)}>
          Open plan
        </LinkButton>
      }
    />
  );
}
