import { Form, useNavigation } from "@remix-run/react";
import { paths } from "~/paths";
import { Button, LinkButton } from "~/ui/button";
import { DataTable } from "~/ui/data-table";
import { ErrorSummary } from "~/ui/error-summary";
import { Notice } from "~/ui/notice";
import { Page, PageBand, Section } from "~/ui/page";
import { Pager } from "~/ui/pager";
import { Tag, type TagTone } from "~/ui/tag";
import { countOf } from "~/words/patients";
import { ImportSteps } from "./import-steps";
import { problemWords } from "./problem-words";
import type { Problem, RowState } from "./problems";
import type { CheckStep, ImportView, ShownRow } from "./view";
import "./imports.css";

interface CheckPageProps {
  view: ImportView & CheckStep;
  errors: Record<string, string[]>;
}

/** The dry run: what would be taken in, what cannot, and what to leave out. */
export function CheckPage({ view, errors }: CheckPageProps) {
  const busy = useNavigation().state !== "idle";
  const { tally, rows } = view;
  return (
    <Page
      title="Check the rows"
      crumbs={
        <>
          <a href={paths.patients()}>Patients</a> / <a href={paths.patientImport()}>Import</a>
        </>
      }
      meta={`${view.fileName}, for ${view.clinic}`}
      bands={
        <PageBand>
          <ImportSteps step="check" />
        </PageBand>
      }
    >
      <div className="import-notices">
        <ErrorSummary errors={errors} title="Nothing was taken in" />
        <Summary view={view} />
      </div>
      <Form method="post" key={rows.map(({ row, isOut }) => `${row}${isOut ? "o" : ""}`).join()}>
        <input
          type="hidden"
          name="shown"
          value={rows
            .filter(isChoice)
            .map(({ row }) => row)
            .join(",")}
        />
        {rows.length > 0 && (
          <div className="import-look">
            <Section
              title="Rows to look at"
              actions={
                tally.open > 0 && (
                  <Button name="intent" value="leave-bad">
                    {view.badRows === 1 ? "Leave out the bad row" : `Leave out all ${view.badRows} bad rows`}
                  </Button>
                )
              }
            >
              <ul className="import-rows">
                {rows.map((row) => (
                  <Row key={row.row} row={row} />
                ))}
              </ul>
            </Section>
          </div>
        )}
        {view.coming.length > 0 && <Coming view={view} />}
        <div className="import-end">
          {(tally.coming > 0 || rows.some(isChoice)) && (
            <Button variant="primary" size="large" name="intent" value="apply" busy={busy}>
              {applyWords(view)}
            </Button>
          )}
          {rows.some(isChoice) && (
            <Button size="large" name="intent" value="leave">
              Keep these choices
            </Button>
          )}
          <LinkButton variant="quiet" size="large" href={paths.patientImport(view.id)}>
            Back to the columns
          </LinkButton>
          <Button variant="quiet" size="large" name="intent" value="discard">
            Discard this file
          </Button>
        </div>
      </Form>
      {view.shownOf > view.pageSize && (
        <Pager
          page={view.page}
          pageSize={view.pageSize}
          total={view.shownOf}
          noun={["row to look at", "rows to look at"]}
          pageHref={(page) => `${paths.patientImport(view.id)}?step=check&page=${page}`}
        />
      )}
    </Page>
  );
}

const comingHeads = {
  patients: ["Patient", "Born", "Record number", "Contact", "State"],
  visits: ["Patient", "Began", "Ended", "What it was", "Why"],
} as const;

/** How the first rows will stand here, to see that the columns were told apart rightly. */
function Coming({ view: { coming, kind, unused, tally } }: { view: ImportView & CheckStep }) {
  const heads = comingHeads[kind];
  return (
    <div className="import-coming">
      <Section
        title="How they will stand here"
        meta={coming.length < tally.coming ? `the first ${coming.length} of ${tally.coming}` : undefined}
      >
        <DataTable
          caption="How the rows will stand here"
          columns={heads.map((header, place) => ({
            id: header,
            header,
            cell: ({ cells }: { cells: string[] }) => cells[place],
          }))}
          rows={coming}
          rowId={({ row }) => String(row)}
          card={({ cells: [name, ...others] }: { cells: string[] }) => (
            <>
              <strong>{name}</strong>
              <p>{others.filter(Boolean).join(", ")}</p>
            </>
          )}
        />
      </Section>
      {unused.length > 0 && (
        <p className="import-quiet">
          There is no place here for {unused.length === 1 ? "the column" : "the columns"} {unused.join(", ")}.
        </p>
      )}
    </div>
  );
}

const nouns = { patients: ["patient", "patients"], visits: ["visit", "visits"] } as const;

const applyWords = ({ tally, kind }: ImportView & CheckStep) =>
  tally.open > 0
    ? "Import, without what is ticked"
    : `Import ${countOf(tally.coming, nouns[kind][0], nouns[kind][1])}`;

function Summary({ view: { tally, kind, inactive, clinic } }: { view: ImportView & CheckStep }) {
  const parts = [
    ...(tally.open > 0
      ? [`${countOf(tally.open, "row")} cannot be taken in yet: leave them out, or correct the file`]
      : []),
    ...(tally.here > 0 ? [`${countOf(tally.here, "row was", "rows were")} taken in before`] : []),
    ...(tally.out > 0 ? [`${countOf(tally.out, "row stays", "rows stay")} out`] : []),
    ...(inactive > 0
      ? [`${countOf(inactive, "patient")} will be inactive, and the deceased among them never contacted`]
      : []),
  ];
  const coming = countOf(tally.coming, nouns[kind][0], nouns[kind][1]);
  return (
    <Notice
      tone={tally.open > 0 ? "warn" : tally.coming > 0 ? "good" : "info"}
      title={
        tally.coming > 0
          ? `${coming} of ${countOf(tally.total, "row")} can be taken in${kind === "patients" ? ` at ${clinic}` : ""}.`
          : "Nothing here can be taken in."
      }
    >
      {parts.map((part) => `${part}.`).join(" ")}{" "}
      {tally.coming > 0 && "Nothing is written before you say so."}
    </Notice>
  );
}

const tags: Record<RowState, { tone: TagTone; words: string }> = {
  bad: { tone: "danger", words: "Bad row" },
  double: { tone: "warn", words: "Here already?" },
  ready: { tone: "neutral", words: "Comes in" },
  here: { tone: "neutral", words: "Here already" },
};

/** What is here already stays out without asking. */
const isChoice = ({ state }: ShownRow) => state !== "here";

function Row({ row }: { row: ShownRow }) {
  const { tone, words } = tags[row.state];
  return (
    <li className="import-row">
      {isChoice(row) ? (
        <label className="check-line">
          <input
            type="checkbox"
            className="checkbox"
            name="out"
            value={row.row}
            defaultChecked={row.isOut}
            aria-label={`Leave out row ${row.number}, ${row.who}`}
          />
          <span>Leave out</span>
        </label>
      ) : (
        <span className="import-quiet">Stays out</span>
      )}
      <div>
        <p>
          <Tag tone={tone}>{words}</Tag> Row {row.number}
          {row.who && `, ${row.who}`}
        </p>
        <ul className="import-row-problems">
          {row.problems.map((problem) => (
            <li key={problem.code}>
              <ProblemLine problem={problem} />
            </li>
          ))}
        </ul>
      </div>
    </li>
  );
}

function ProblemLine({ problem }: { problem: Problem }) {
  const words = problemWords(problem);
  if (problem.code !== "like-somebody") return words;
  return (
    <>
      {words} <a href={paths.patient(problem.id)}>Open that record</a>. Untick it if this is another person.
    </>
  );
}
