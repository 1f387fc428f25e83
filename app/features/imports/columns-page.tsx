import { Form, useNavigation } from "@remix-run/react";
import { useState } from "react";
import { paths } from "~/paths";
import { Button } from "~/ui/button";
import { Checkbox } from "~/ui/choices";
import { DataTable } from "~/ui/data-table";
import { ErrorSummary } from "~/ui/error-summary";
import { SelectField } from "~/ui/field";
import { Notice } from "~/ui/notice";
import { Page, PageBand, Section } from "~/ui/page";
import { countOf } from "~/words/patients";
import { fieldsOf } from "./fields";
import type { ImportField } from "./import-field";
import { ImportSteps } from "./import-steps";
import type { ColumnsStep, ImportView } from "./view";
import "./imports.css";

interface ColumnsPageProps {
  view: ImportView & ColumnsStep;
  errors: Record<string, string[]>;
}

/** Which column holds what: guessed, to be corrected. */
export function ColumnsPage({ view, errors }: ColumnsPageProps) {
  const busy = useNavigation().state !== "idle";
  return (
    <Page
      title="Which column holds what?"
      crumbs={
        <>
          <a href={paths.patients()}>Patients</a> / <a href={paths.patientImport()}>Import</a>
        </>
      }
      meta={`${view.fileName}, ${countOf(view.total, "row")} for ${view.clinic}`}
      bands={
        <PageBand>
          <ImportSteps step="columns" />
        </PageBand>
      }
    >
      <div className="import-notices">
        <ErrorSummary errors={errors} />
        <NeverTaken view={view} />
        <p>
          These are guesses: correct them where they are wrong.{" "}
          {view.kind === "patients"
            ? "A name and the birth date are needed; everything else may be missing."
            : "Whose visit it was and when it began are needed; everything else may be missing."}
        </p>
      </div>
      <Form method="post">
        <div className="import-mapping">
          {fieldsOf(view.kind).map((field) => (
            <FieldColumn key={field.key} field={field} view={view} errors={errors[`in.${field.key}`]} />
          ))}
        </div>
        <div className="import-options">
          {view.hasDates ? (
            <SelectField
              label="A date such as 03/04/1980 is"
              name="dateOrder"
              defaultValue={view.mapping.dateOrder}
              options={[
                { value: "day-first", label: "3 April 1980: the day first" },
                { value: "month-first", label: "4 March 1980: the month first" },
              ]}
            />
          ) : (
            <input type="hidden" name="dateOrder" value={view.mapping.dateOrder} />
          )}
          {(view.areNamesNumbered || view.mapping.removeDigits) && (
            <Checkbox
              label="Remove digits from names"
              hint="Most names here end in digits: “Maynard46” becomes “Maynard”."
              name="removeDigits"
              defaultChecked={view.mapping.removeDigits}
            />
          )}
        </div>
        <div className="import-end">
          <Button variant="primary" size="large" name="intent" value="map" busy={busy}>
            Check the rows
          </Button>
          <Button variant="quiet" size="large" name="intent" value="discard">
            Discard this file
          </Button>
        </div>
      </Form>
      <div className="import-preview">
        <Section title="The file’s first rows">
          <DataTable
            caption="The file’s first rows"
            columns={view.header.map((name, column) => ({
              id: `column-${column}`,
              header: name,
              cell: ({ cells }: { cells: string[] }) => cells[column],
            }))}
            rows={view.preview.map((cells, row) => ({ row, cells }))}
            rowId={({ row }) => String(row)}
          />
        </Section>
      </div>
    </Page>
  );
}

interface FieldColumnProps {
  field: ImportField;
  view: ColumnsStep;
  errors: string[] | undefined;
}

function FieldColumn({ field, view, errors }: FieldColumnProps) {
  const [column, setColumn] = useState(view.header.indexOf(view.mapping.columns[field.key] ?? ""));
  const samples = view.samples[column] ?? [];
  return (
    <div className="import-field">
      <SelectField
        label={field.label}
        name={`in.${field.key}`}
        hint={field.hint}
        errors={errors}
        defaultValue={column < 0 ? "" : String(column)}
        onChange={(event) => setColumn(event.target.value === "" ? -1 : Number(event.target.value))}
        empty="Not in this file"
        options={view.header.map((name, place) => ({ value: String(place), label: name }))}
      />
      {column >= 0 && <p className="import-samples">{samples.join(" · ") || "All cells are empty"}</p>}
    </div>
  );
}

function NeverTaken({ view: { droppedColumns, emptiedCells } }: { view: ColumnsStep }) {
  if (droppedColumns.length === 0 && emptiedCells === 0) return null;
  const named = droppedColumns.length === 1 ? "the column" : "the columns";
  return (
    <Notice icon="shield" title="Not taken in, and not kept anywhere:">
      {[
        ...(droppedColumns.length > 0 ? [`${named} ${droppedColumns.join(", ")}`] : []),
        ...(emptiedCells > 0
          ? [`what looked like a social security number in ${countOf(emptiedCells, "other cell")}`]
          : []),
      ].join("; ")}
      .
    </Notice>
  );
}
