import type { DriftKind } from "~/domain/drift";
import { dayWords } from "~/domain/words-of-time";
import { paths } from "~/paths";
import { LinkButton } from "~/ui/button";
import { EmptyState } from "~/ui/empty-state";
import { Page, Section } from "~/ui/page";
import { Tabs } from "~/ui/tabs";
import { Tag } from "~/ui/tag";
import { driftTitles, driftWords, responseWords, seenWords } from "~/words/drift";
import { regionSide } from "~/words/en";
import type { DriftRow, DriftSection } from "./view";
import "./drift.css";

interface DriftPageProps {
  sections: readonly DriftSection[];
  /** A physician looks at their own patients unless they ask for all. */
  whose: { own: boolean; mayChoose: boolean };
  mayEdit: boolean;
  /** Where courses are planned together; null for whom that is not. */
  planMany: string | null;
}

/** Every course that leaves its way without anybody having decided so, each with its cure. */
export function DriftPage({ sections, whose, mayEdit, planMany }: DriftPageProps) {
  const courses = new Set(sections.flatMap(({ rows }) => rows.map(({ planId }) => planId))).size;
  return (
    <Page
      title="Drift"
      meta={courses === 1 ? "1 course" : `${courses} courses`}
      tools={
        planMany && (
          <LinkButton variant="quiet" icon="calendar-plus" href={planMany}>
            Plan many courses
          </LinkButton>
        )
      }
      bands={
        whose.mayChoose && (
          <Tabs
            label="Whose patients"
            tabs={[
              { href: paths.drift(), label: "My patients", current: whose.own },
              { href: paths.drift({ whose: "all" }), label: "All at my clinics", current: !whose.own },
            ]}
          />
        )
      }
    >
      {sections.length === 0 && (
        <EmptyState
          title="No course drifts."
          action={<LinkButton href={paths.plans()}>Open the plans</LinkButton>}
        >
          A course stands here when it is overdue, has nothing booked, goes on past its plan, or nobody has
          heard whether it helps.
        </EmptyState>
      )}
      {sections.map(({ kind, rows, more }) => (
        <Section key={kind} title={driftTitles[kind]} meta={String(rows.length + more)} id={kind}>
          <ol className="drift">
            {rows.map((row) => (
              <Row key={row.planId} kind={kind} row={row} mayEdit={mayEdit} />
            ))}
          </ol>
          {more > 0 && <p className="drift-quiet">{more} more; the gravest are shown.</p>}
        </Section>
      ))}
    </Page>
  );
}

function Row({ kind, row, mayEdit }: { kind: DriftKind; row: DriftRow; mayEdit: boolean }) {
  const { planId, patient, recordNumber, region, side, progress, physician, next, seen } = row;
  const cure = cureOf(kind, row, mayEdit);
  return (
    <li className="drift-row">
      <div>
        <p>
          <a href={paths.plan(planId)}>{patient}</a> <span className="drift-quiet">{recordNumber}</span>
        </p>
        <p className="drift-quiet">
          {regionSide(region, side)}, {progress}, {physician}
          {kind === "past-planned-count" && next && `, next ${dayWords(next)}`}
        </p>
      </div>
      <div className="drift-why">
        <span>{driftWords(kind, row.count, next)}</span>
        {seen && (
          <span className="drift-quiet">
            {seen.response !== "none" && <Tag>{responseWords[seen.response]}</Tag>} {seenWords(seen)}
            {seen.inReview && <Tag tone="warn">In review</Tag>}
          </span>
        )}
      </div>
      <LinkButton size="small" href={cure.href}>
        {cure.words}
        <span className="visually-hidden">: {patient}</span>
      </LinkButton>
    </li>
  );
}

function cureOf(kind: DriftKind, row: DriftRow, mayEdit: boolean): { href: string; words: string } {
  const open = { href: paths.plan(row.planId), words: "Open plan" };
  switch (kind) {
    case "past-maximum":
    case "nothing-booked":
      return row.mayBook ? { href: paths.planCourse(row.planId), words: "Book" } : open;
    case "past-planned-count":
      return mayEdit ? { href: paths.planEdit(row.planId), words: "Plan more" } : open;
    case "no-report":
      return row.reportId
        ? { href: paths.planReport(row.planId, { report: row.reportId }), words: "Take the report" }
        : open;
    case "no-response":
    case "checkpoint":
      return { href: paths.planCheckpoint(row.planId), words: "Decide" };
  }
}
