import { useNavigation } from "@remix-run/react";
import { dayWords } from "~/domain/words-of-time";
import { paths } from "~/paths";
import { LinkButton } from "~/ui/button";
import { EmptyState } from "~/ui/empty-state";
import { Notice } from "~/ui/notice";
import { Page } from "~/ui/page";
import { fromTo, relaxWords } from "~/words/courses";
import { planStatusWords, regionSide } from "~/words/en";
import { faultsOf, type Faults, type SentRefusal } from "~/words/faults";
import { countOf } from "~/words/patients";
import { Proposal } from "./proposal";
import type { CourseView } from "./view";
import { WishesForm } from "./wishes-form";
import "./course-page.css";

export type CourseReply =
  { ok: false; faults: Faults } | { ok: false; refusal: SentRefusal; values: Faults["values"] };

interface CoursePageProps {
  course: CourseView;
  /** Of this page's wishes, for the proposals' forms. */
  search: string;
  idempotencyKey: string;
  reply: CourseReply | undefined;
}

/** Books what is left of a course: three whole proposals under the wishes above them. */
export function CoursePage({ course, search, idempotencyKey, reply }: CoursePageProps) {
  const { plan, proposals, none, wishes } = course;
  const barred = whyNot(plan);
  const busy = useNavigation().state === "submitting";
  return (
    <Page
      title={wishes.count > 0 ? `Book ${countOf(wishes.count, "session")}` : "Book the course"}
      meta={`${plan.patient}, ${regionSide(plan.region, plan.side).toLowerCase()}`}
      crumbs={
        <>
          <a href={paths.plans()}>Plans</a> / <a href={paths.plan(plan.id)}>Record {plan.recordNumber}</a>
        </>
      }
      tools={
        <LinkButton variant="quiet" href={paths.book({ plan: plan.id })}>
          Only one session
        </LinkButton>
      }
    >
      {reply && <Refused reply={reply} course={course} />}
      {barred ? (
        <Notice
          tone="warn"
          title={barred}
          action={<LinkButton href={paths.plan(plan.id)}>Open plan</LinkButton>}
        >
          Nothing can be booked for it now.
        </Notice>
      ) : (
        <div className="compose">
          <WishesForm course={course} />
          {plan.displaced > 0 && (
            <Notice tone="warn" title={`${countOf(plan.displaced, "session")} lost their place.`}>
              They are moved, each from its own page, and not booked anew here.{" "}
              <a href={paths.plan(plan.id)}>Open the plan</a>
            </Notice>
          )}
          {none && <None course={course} none={none} />}
          <ol className="proposals" aria-label="Proposals">
            {proposals.map((proposal, index) => (
              <Proposal
                key={proposal.sessions.map(({ value, day }) => value ?? day).join()}
                proposal={proposal}
                index={index}
                range={plan.range}
                clinicShown={course.options.clinics.length > 1}
                action={`${paths.planCourse(plan.id)}${search}`}
                idempotencyKey={`${idempotencyKey}-${String(index)}`}
                faults={faultsOf(reply, "UTC")}
                busy={busy}
              />
            ))}
          </ol>
          {proposals.length > 0 && (
            <p className="compose-foot">
              Times are those of the clinic, {course.zoneLabel}. All sessions of a proposal are booked, or
              none.
            </p>
          )}
        </div>
      )}
    </Page>
  );
}

function whyNot({ patientActive, status, left }: CourseView["plan"]): string | null {
  if (!patientActive) return "The patient is no longer active here.";
  if (status !== "active") return `The plan is ${planStatusWords[status].toLowerCase()}.`;
  return left === 0 ? "Every planned session is booked already." : null;
}

/** What came of a post that was refused: why, and what of the best proposal now differs from the one asked for. */
function Refused({ reply, course }: { reply: CourseReply; course: CourseView }) {
  const { errors, values } = faultsOf(reply, "UTC");
  const isUndo = values["intent"] === "undo";
  const asked = [values["session"] ?? []].flat();
  const now = course.proposals[0]?.sessions.flatMap(({ value }) => value ?? []) ?? [];
  const changed = asked.flatMap((was, index) => {
    const is = now[index];
    return is === undefined || is === was ? [] : [`${slotWords(was)} is now ${slotWords(is)}`];
  });
  return (
    <Notice tone="error" title={isUndo ? "Nothing was taken back." : "Nothing was booked."} announce>
      {Object.values(errors).flat().join(" ")}{" "}
      {changed.length > 0 && (
        <>
          The next best courses stand below.
          <ul>
            {changed.map((words) => (
              <li key={words}>{words}.</li>
            ))}
          </ul>
        </>
      )}
    </Notice>
  );
}

/** "Tue 1 Dec, 09:30". */
function slotWords(value: string): string {
  const [, day = "", at = ""] = value.split(" ");
  return `${dayWords(day)}, ${at}`;
}

function None({ course, none }: { course: CourseView; none: NonNullable<CourseView["none"]> }) {
  const { plan, wishes } = course;
  return (
    <EmptyState title={`No course of ${countOf(wishes.count, "session")} fits all of this.`}>
      {none.relaxed.length > 0 ? (
        <>
          <p>Each of these alone would allow one:</p>
          <ul className="compose-relaxed">
            {none.relaxed.map(({ wish, starts, ends, longestGap, query }) => (
              <li key={wish}>
                {wish === "gap" ? (
                  <>
                    {relaxWords.gap}, the longest {longestGap} days: {fromTo(starts, ends)}. The plan allows{" "}
                    {plan.range.max}; book those sessions one by one, with a reason.
                  </>
                ) : (
                  <a href={paths.planCourse(plan.id, query)}>
                    {relaxWords[wish]}: {fromTo(starts, ends)}
                  </a>
                )}
              </li>
            ))}
          </ul>
        </>
      ) : (
        <p>No single wish is to blame: give up more than one, or look after the plan’s gaps.</p>
      )}
      {none.fits && (
        <p>
          As it stands, {countOf(none.fits.count, "session")} would fit, to {dayWords(none.fits.ends)}.
        </p>
      )}
    </EmptyState>
  );
}
