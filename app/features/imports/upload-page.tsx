import { Form, useNavigation } from "@remix-run/react";
import { useState } from "react";
import { paths } from "~/paths";
import { Button } from "~/ui/button";
import { RadioCards } from "~/ui/choices";
import { ErrorSummary } from "~/ui/error-summary";
import { Field, SelectField } from "~/ui/field";
import { Notice } from "~/ui/notice";
import { Page, PageBand, Section } from "~/ui/page";
import { countOf } from "~/words/patients";
import { textOf, type Faults } from "~/words/faults";
import type { ImportKind } from "./fields";
import { ImportSteps } from "./import-steps";
import { tooLargeWords } from "./too-large";
import "./imports.css";

export interface WaitingImport {
  id: string;
  kind: ImportKind;
  fileName: string;
  clinic: string;
  when: string;
  applied: { added: number; leftOut: number } | null;
}

interface UploadPageProps {
  clinics: readonly { id: string; name: string }[];
  clinicId: string;
  kind: ImportKind | null;
  faults: Faults;
  imports: readonly WaitingImport[];
  mostRows: number;
  mostBytes: number;
  keptDays: number;
}

export function UploadPage({
  clinics,
  clinicId,
  kind,
  faults,
  imports,
  mostRows,
  mostBytes,
  keptDays,
}: UploadPageProps) {
  const busy = useNavigation().state !== "idle";
  const [tooLarge, setTooLarge] = useState<string[] | null>(null);
  const errors = tooLarge ? { ...faults.errors, file: tooLarge } : faults.errors;
  return (
    <Page
      title="Import"
      crumbs={<a href={paths.patients()}>Patients</a>}
      bands={
        <PageBand>
          <ImportSteps step="file" />
        </PageBand>
      }
    >
      <Form
        method="post"
        encType="multipart/form-data"
        noValidate
        className="import-form"
        onSubmit={(event) => {
          if (!tooLarge) return;
          event.preventDefault();
          document.getElementById("file")?.focus();
        }}
      >
        <ErrorSummary errors={errors} />
        <p>
          Bring patients over from the system you used before, then their visits. You see every row that
          cannot be taken in before anything is, and it is all or nothing.
        </p>
        <RadioCards
          legend="What does the file hold?"
          name="kind"
          defaultValue={textOf(faults, "kind", kind ?? "patients")}
          errors={errors["kind"]}
          options={[
            { value: "patients", label: "Patients", hint: "One person in each row. Start with these." },
            {
              value: "visits",
              label: "Visits",
              hint: "One past visit in each row, of patients already imported.",
            },
          ]}
        />
        <SelectField
          label="Home clinic"
          name="clinicId"
          hint="New patients belong to it, and times without a zone are by its clock."
          defaultValue={textOf(faults, "clinicId", clinicId)}
          errors={errors["clinicId"]}
          empty={clinicId ? undefined : "Choose a clinic"}
          options={clinics.map(({ id, name }) => ({ value: id, label: name }))}
        />
        <Field
          label="CSV file"
          name="file"
          type="file"
          accept=".csv,.tsv,.txt,text/csv,text/plain"
          hint={`Separated by commas, semicolons or tabs, the columns’ names in the first row. At most ${mostRows.toLocaleString("en")} rows and ${String(mostBytes / 1024 / 1024)} MB.`}
          errors={errors["file"]}
          onChange={({ target }) =>
            // A body far above the limit is cut off before its answer could be read.
            setTooLarge((target.files?.[0]?.size ?? 0) > mostBytes ? [tooLargeWords(mostBytes)] : null)
          }
        />
        <Notice icon="shield">
          Social security numbers, passports, driving licences, insurance and money, race and religion are
          dropped before anything is kept.
        </Notice>
        <div>
          <Button variant="primary" size="large" busy={busy}>
            Read the file
          </Button>
        </div>
      </Form>
      {imports.length > 0 && (
        <div className="import-uploads">
          <Section title="Your imports" meta={`an unfinished one is kept for ${keptDays} days`}>
            <ul className="import-list">
              {imports.map(({ id, fileName, clinic, kind, when, applied }) => (
                <li key={id}>
                  <a href={paths.patientImport(id)}>{fileName}</a>{" "}
                  <span className="import-quiet">
                    {kind} for {clinic}, {when}
                    {applied ? `, ${countOf(applied.added, "row")} taken in` : ", unfinished"}
                  </span>
                </li>
              ))}
            </ul>
          </Section>
        </div>
      )}
    </Page>
  );
}
