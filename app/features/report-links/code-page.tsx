import { Form } from "@remix-run/react";
import { Button } from "~/ui/button";
import { Field } from "~/ui/field";
import { Page } from "~/ui/page";
import "./hand-over.css";

/** A paper form came back: its code leads to its report. */
export function CodePage({ code, fault }: { code: string; fault: string | null }) {
  return (
    <Page title="Enter a paper form">
      <Form method="get" className="hand-over" noValidate>
        <Field
          label="Code on the form"
          name="code"
          hint="Eight letters and digits, at the top right: 1A2B-3C4D."
          defaultValue={code}
          errors={fault ? [fault] : null}
          autoComplete="off"
          autoCapitalize="characters"
          spellCheck={false}
        />
        <div>
          <Button variant="primary" size="large">
            Find the report
          </Button>
        </div>
      </Form>
    </Page>
  );
}
