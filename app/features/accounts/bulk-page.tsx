import { Form, useNavigation } from "@remix-run/react";
import { paths } from "~/paths";
import { Button, LinkButton } from "~/ui/button";
import { DataTable, type Column } from "~/ui/data-table";
import { ErrorSummary } from "~/ui/error-summary";
import { Field, TextAreaField } from "~/ui/field";
import { Notice } from "~/ui/notice";
import { Section } from "~/ui/page";
import { Tag } from "~/ui/tag";
import { roleWords } from "~/words/en";
import { textOf, type Faults } from "~/words/faults";
import type { BulkRow } from "./bulk";
import "./accounts.css";

interface MadeRow {
  name: string;
  email: string;
  link: string;
  mailed: "sent" | "put-off" | "came-back" | "unclear" | null;
}

interface BulkPageProps {
  /** Names. */
  clinics: readonly string[];
  canMail: boolean;
  mostRows: number;
  goodForHours: number;
  done: { rows: BulkRow[]; csv: string; made: MadeRow[] | null } | null;
  faults: Faults;
}

const columns: Column<BulkRow>[] = [
  { id: "line", header: "Row", cell: ({ line }) => line },
  { id: "name", header: "Name", cell: ({ name }) => name },
  { id: "email", header: "E-mail", cell: ({ email }) => email },
  { id: "roles", header: "Roles", cell: ({ roles }) => roles.map((role) => roleWords[role]).join(", ") },
  { id: "clinics", header: "Clinics", cell: ({ clinics }) => clinics.join(", ") },
  {
    id: "faults",
    header: "What is wrong",
    cell: ({ faults }) =>
      faults.length === 0 ? (
        <Tag icon="tick">Right</Tag>
      ) : (
        <ul className="bulk-faults">
          {faults.map((fault) => (
            <li key={fault}>{fault}.</li>
          ))}
        </ul>
      ),
  },
];

const madeColumns: Column<MadeRow>[] = [
  { id: "name", header: "Name", cell: ({ name }) => name },
  { id: "email", header: "E-mail", cell: ({ email }) => email },
  {
    id: "link",
    header: "One-time link",
    cell: ({ link, mailed }) =>
      mailed === "sent" ? "On its way by mail" : <code className="bulk-link">{link}</code>,
  },
];

const accounts = (count: number) => (count === 1 ? "1 account" : `${count} accounts`);

/** Many accounts at once: checked row by row, and made together or not at all. */
export function BulkPage({ clinics, canMail, mostRows, goodForHours, done, faults }: BulkPageProps) {
  const busy = useNavigation().state !== "idle";
  if (done?.made) {
    return (
      <>
        <div className="account-notices">
          <Notice tone="good" icon="link" title={`${accounts(done.made.length)} made.`} announce>
            With their links they choose their passwords. Each works once, for {goodForHours} hours, and is
            shown only now. Give it to its person over a channel you trust.
          </Notice>
        </div>
        <DataTable
          caption="New accounts"
          columns={madeColumns}
          rows={done.made}
          rowId={({ email }) => email}
        />
        <div className="account-acts">
          <LinkButton href={paths.accounts()}>All accounts</LinkButton>
        </div>
      </>
    );
  }
  const wrong = done?.rows.filter((row) => row.faults.length > 0).length ?? 0;
  const isReady = done !== null && wrong === 0;
  return (
    <Form method="post" encType="multipart/form-data" className="bulk-form" noValidate>
      <ErrorSummary errors={faults.errors} />
      <Section title="The file">
        <p>
          A row for each person, under the columns <code>name</code>, <code>email</code>, <code>roles</code>{" "}
          and <code>clinics</code>; several with a semicolon between. Roles are scheduler, physician and
          administrator. {clinics.length > 0 && `Clinics are ${clinics.join(", ")}.`} At most {mostRows} rows.
        </p>
        <Field
          label="CSV file"
          name="file"
          type="file"
          optional
          accept=".csv,.tsv,.txt,text/csv,text/plain"
          errors={faults.errors["file"]}
        />
        <TextAreaField
          label="Or the rows themselves"
          name="csv"
          rows={8}
          key={done?.csv}
          defaultValue={done?.csv ?? textOf(faults, "csv")}
          errors={faults.errors["csv"]}
        />
        <div className="account-acts">
          <Button {...(!isReady && { variant: "primary" })} name="intent" value="check" busy={busy}>
            Check the rows
          </Button>
        </div>
      </Section>
      {done && (
        <Section title={wrong > 0 ? `Not right: ${wrong} of ${done.rows.length}` : "All rows are right"}>
          <DataTable caption="Rows" columns={columns} rows={done.rows} rowId={({ line }) => String(line)} />
          {isReady ? (
            <div className="account-acts">
              <Button variant="primary" size="large" name="intent" value="create" busy={busy}>
                Create {accounts(done.rows.length)}
              </Button>
              {canMail && (
                <label className="check-line">
                  <input type="checkbox" className="checkbox" name="send" value="mail" defaultChecked />
                  <span>Mail everybody their link</span>
                </label>
              )}
            </div>
          ) : (
            <p className="account-note">
              Nothing is made until every row is right. Correct them above, then check again.
            </p>
          )}
        </Section>
      )}
    </Form>
  );
}
