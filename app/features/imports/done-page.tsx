import { paths } from "~/paths";
import { LinkButton } from "~/ui/button";
import { Notice } from "~/ui/notice";
import { Page, PageBand } from "~/ui/page";
import { countOf } from "~/words/patients";
import { ImportSteps } from "./import-steps";
import type { DoneStep, ImportView } from "./view";
import "./imports.css";

export function DonePage({ view }: { view: ImportView & DoneStep }) {
  const { kind, clinic, applied, at, fileName } = view;
  const added =
    kind === "patients"
      ? countOf(applied.added, "patient was", "patients were")
      : countOf(applied.added, "visit was", "visits were");
  return (
    <Page
      title="Taken in"
      crumbs={
        <>
          <a href={paths.patients()}>Patients</a> / <a href={paths.patientImport()}>Import</a>
        </>
      }
      meta={`${fileName}, ${at}`}
      bands={
        <PageBand>
          <ImportSteps step="done" />
        </PageBand>
      }
    >
      <div className="import-notices">
        <Notice
          tone="good"
          title={kind === "patients" ? `${added} added at ${clinic}.` : `${added} added to their patients.`}
        >
          {applied.leftOut > 0 && `${countOf(applied.leftOut, "row was", "rows were")} left out. `}
          The rest of the file was forgotten.
        </Notice>
      </div>
      <div className="import-end">
        <LinkButton variant="primary" href={paths.patients()}>
          See the patients
        </LinkButton>
        <LinkButton href={`${paths.patientImport()}?kind=visits`}>
          {kind === "patients" ? "Import their visits" : "Import more visits"}
        </LinkButton>
      </div>
    </Page>
  );
}
