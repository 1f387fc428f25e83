import { whenWords } from "~/domain/words-of-time";
import { paths } from "~/paths";
import { LinkButton } from "~/ui/button";
import { DefinitionList } from "~/ui/definition-list";
import { Notice } from "~/ui/notice";
import { Page, Section } from "~/ui/page";
import { PrintButton } from "~/ui/print-button";
import { sectionNames, sections, type HeldRow, type PatientFile } from "./view";
import "./file-page.css";

/** All that is held of a patient, to be read, printed and handed over, or saved as a file. */
export function FilePage({ file: { about, held } }: { file: PatientFile }) {
  const [patient] = held.patient;
  const names = namesOf(held);
  const empty = sectionNames.filter((name) => held[name].length === 0);
  return (
    <Page
      title="All data held"
      crumbs={
        <>
          <a href={paths.patients()}>Patients</a> /{" "}
          <a href={paths.patient(about.patient)}>
            {wordsOf(patient?.["givenName"])} {wordsOf(patient?.["familyName"])}
          </a>
        </>
      }
      meta={`${about.practice}, ${whenWords(new Date(about.takenAt), "UTC")} UTC, ${about.takenBy}`}
      tools={
        <LinkButton icon="download" href={paths.patientFile(about.patient)} download>
          Save as a file
        </LinkButton>
      }
      primary={<PrintButton />}
    >
      <div className="held">
        {!about.isWhole && (
          <Notice tone="warn" title="This is not all of it.">
            The patient was treated at another clinic too. A physician there takes that part along.
          </Notice>
        )}
        {sectionNames
          .filter((name) => held[name].length > 0)
          .map((name) => (
            <Section key={name} title={sections[name]} meta={String(held[name].length)}>
              {held[name].map((row, index) => (
                <div className="held-row" key={index}>
                  <DefinitionList facts={factsOf(row, names)} layout="across" />
                </div>
              ))}
            </Section>
          ))}
        {empty.length > 0 && (
          <Section title="Nothing is held of">
            <p className="held-none">{empty.map((name) => sections[name]).join("; ")}</p>
          </Section>
        )}
        <Section title="What is not in it">
          <ul className="held-out">
            {about.leftOut.map((what) => (
              <li key={what}>{what}</li>
            ))}
          </ul>
        </Section>
      </div>
    </Page>
  );
}

/** On paper rows name each other by what people call them; the file has their ids. */
function namesOf({ plans, sessions, reports, records }: PatientFile["held"]): Map<string, string> {
  const names = new Map<string, string>();
  const add = (rows: readonly HeldRow[], nameOf: (row: HeldRow) => (HeldRow[string] | undefined)[]) => {
    for (const row of rows) names.set(wordsOf(row["id"]), nameOf(row).map(wordsOf).join(", "));
  };
  add(plans, ({ region, side, clinic }) => [region, side, clinic]);
  add(sessions, ({ startsAt }) => [startsAt]);
  add(reports, ({ timePoint, dueOn }) => [timePoint, dueOn]);
  add(records, ({ session }) => [names.get(wordsOf(session))]);
  return names;
}

/** Of a row what says something; that nothing was entered stands in the file alone. */
const factsOf = (row: HeldRow, names: ReadonlyMap<string, string>) =>
  Object.entries(row).flatMap(([key, value]) => {
    const words = names.get(wordsOf(value)) ?? wordsOf(value);
    return words === "" || key === "id" ? [] : [{ label: labelOf(key), value: words }];
  });

const labelOf = (key: string) => {
  const spaced = key.replace(/([a-z])([A-Z])/g, "$1 $2").toLowerCase();
  return spaced.charAt(0).toUpperCase() + spaced.slice(1);
};

const instant = /^(\d{4}-\d\d-\d\d)T(\d\d:\d\d).*$/;

function wordsOf(value: HeldRow[string] | undefined): string {
  if (value === null || value === undefined) return "";
  if (typeof value === "boolean") return value ? "Yes" : "No";
  if (Array.isArray(value)) return value.map(wordsOf).join(", ");
  if (typeof value === "object") return Object.values(value).map(wordsOf).filter(Boolean).join(" ");
  return String(value).replace(instant, "$1 $2 UTC");
}
