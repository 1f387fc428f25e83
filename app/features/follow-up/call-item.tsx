import { Form, useNavigation } from "@remix-run/react";
import type { Day } from "~/domain/day";
import { CALLS_ENOUGH } from "~/domain/follow-up";
import { wallClock } from "~/domain/wall-clock";
import { paths } from "~/paths";
import { Button, LinkButton } from "~/ui/button";
import { Field } from "~/ui/field";
import { Icon } from "~/ui/icon";
import { Tag, type TagTone } from "~/ui/tag";
import { faultsOfForm, textOf, type Faults } from "~/words/faults";
import { callReasonWords, daysLeftWords, promiseWords } from "~/words/follow-up";
import { History, Phone, Who } from "./call-parts";
import type { CallRow } from "./view";

interface CallItemProps {
  row: CallRow;
  severalClinics: boolean;
  now: Date;
  faults: Faults;
}

/** One patient to call: who, why now, the number, and what came of it. */
export function CallItem({ row, severalClinics, now, faults }: CallItemProps) {
  const own = faultsOfForm(faults, { reportId: row.reportId });
  return (
    <li className={row.isTriedToday ? "call is-tried" : "call"}>
      <Who row={row} severalClinics={severalClinics} now={now} />
      <div className="call-why">
        <Reasons row={row} now={now} />
        <History row={row} />
      </div>
      <Phone row={row} best={row.best} />
      {row.isTreating ? (
        <p className="call-treating call-quiet">
          You treat this patient. Another of the desk calls: the answers are never taken by who treats.
        </p>
      ) : (
        <Outcome row={row} own={own} today={wallClock(now, row.zone).day} />
      )}
      <p className="call-sheet" aria-hidden>
        ☐ answered ☐ no answer ☐ call back: ___________ ☐ declines
      </p>
    </li>
  );
}

const grave = new Set(["last-days", "came-back", "not-sent", "unclear"]);

function Reasons({ row, now }: { row: CallRow; now: Date }) {
  const tone = (reason: string): TagTone =>
    reason === "primary" || reason === "contact" ? "accent" : grave.has(reason) ? "warn" : "neutral";
  return (
    <p className="call-reasons">
      {row.promisedAt && (
        <Tag tone={row.promisedAt <= now ? "late" : "accent"} icon="clock">
          {promiseWords(row.promisedAt, row.zone, now)}
        </Tag>
      )}
      {row.reasons.map((reason) =>
        reason === "promised" || reason === "no-mail" ? null : (
          <Tag key={reason} tone={tone(reason)}>
            {callReasonWords[reason]}
          </Tag>
        ),
      )}
      <span className="call-left">{daysLeftWords(row.daysLeft, row.windowTo)}</span>
    </p>
  );
}

function Outcome({ row, own, today }: { row: CallRow; own: Faults; today: Day }) {
  const busy = useNavigation().state !== "idle";
  const { patient, reportId, planId, windowTo, attempts } = row;
  const isEnough = attempts.length >= CALLS_ENOUGH;
  const of = <Of row={row} />;
  const failed = Object.keys(own.errors).length > 0;
  return (
    <div className="call-do">
      <LinkButton
        size="small"
        className="call-take"
        icon="pencil"
        href={paths.planReport(planId, { report: reportId, channel: "phone" })}
      >
        Take the answers
        <span className="visually-hidden">: {patient}</span>
      </LinkButton>
      <Form method="post" preventScrollReset>
        {of}
        <Button size="small" name="intent" value="no-answer" busy={busy}>
          No answer
          <span className="visually-hidden">: {patient}</span>
        </Button>
      </Form>
      {isEnough && (
        <p className="call-enough">
          Called {attempts.length} times. If nobody can be reached, say so under Other.
        </p>
      )}
      <details className="call-other" open={failed || undefined}>
        <summary className="button button-quiet button-small">
          Other<span className="visually-hidden"> outcomes: {patient}</span>
          <Icon name="chevron-down" />
        </summary>
        <div className="call-other-panel">
          <Form method="post" preventScrollReset noValidate className="call-back">
            {of}
            <Field
              label="Call back on"
              type="date"
              name="callBackDay"
              id={failed ? "callBackDay" : `callBackDay-${reportId}`}
              max={windowTo}
              defaultValue={textOf(own, "callBackDay", today)}
              errors={own.errors["callBackDay"]}
            />
            <Field
              label="at"
              type="time"
              name="callBackTime"
              id={failed ? "callBackTime" : `callBackTime-${reportId}`}
              defaultValue={textOf(own, "callBackTime")}
              errors={own.errors["callBackTime"]}
            />
            <Button size="small" name="intent" value="call-back" icon="clock" busy={busy}>
              Call back then
            </Button>
          </Form>
          <Form method="post" preventScrollReset className="call-others">
            {of}
            <Button size="small" name="intent" value="wrong-number" busy={busy}>
              Wrong number
            </Button>
            <Button size="small" name="intent" value="decline" busy={busy}>
              Declines
            </Button>
            <Button size="small" name="intent" value="give-up" busy={busy}>
              Cannot be reached
            </Button>
          </Form>
        </div>
      </details>
    </div>
  );
}

/** Which report, and as it stood when the list was made. */
export function Of({ row }: { row: Pick<CallRow, "reportId" | "planId" | "version"> }) {
  return (
    <>
      <input type="hidden" name="reportId" value={row.reportId} />
      <input type="hidden" name="planId" value={row.planId} />
      <input type="hidden" name="version" value={row.version} />
    </>
  );
}
