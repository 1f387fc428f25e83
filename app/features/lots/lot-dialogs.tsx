import { Form } from "@remix-run/react";
import { paths } from "~/paths";
import { Button } from "~/ui/button";
import { Dialog } from "~/ui/dialog";
import { ErrorSummary } from "~/ui/error-summary";
import { Field, SelectField } from "~/ui/field";
import { Notice } from "~/ui/notice";
import { faultsOfForm, textOf, type Faults } from "~/words/faults";
import type { StockLot } from "./view";
import "./lots.css";

interface WhatProps {
  faults: Faults;
  lot?: StockLot | undefined;
}

function WhatFields({ faults, lot }: WhatProps) {
  const of = (name: "product" | "lotNumber" | "expiresOn") => ({
    name,
    defaultValue: textOf(faults, name, lot?.[name]),
    errors: faults.errors[name],
  });
  return (
    <>
      <Field
        label="Product"
        hint="With its strength: Dextrose 50 %, 50 ml."
        maxLength={120}
        autoComplete="off"
        {...of("product")}
      />
      <Field label="Lot number" maxLength={60} autoComplete="off" {...of("lotNumber")} />
      <Field label="May be used until" hint="The last day of it." type="date" {...of("expiresOn")} />
    </>
  );
}

interface ReceiveProps {
  faults: Faults;
  clinics: readonly { id: string; name: string }[];
}

export function ReceiveDialog({ faults, clinics }: ReceiveProps) {
  return (
    <Dialog title="Receive a lot" closeHref={paths.lotStock()}>
      <ErrorSummary errors={faults.errors} />
      <Form method="post" noValidate className="lot-form">
        <input type="hidden" name="intent" value="receive" />
        <SelectField
          label="Clinic"
          name="clinicId"
          empty={clinics.length > 1 ? "Choose a clinic" : undefined}
          options={clinics.map(({ id, name }) => ({ value: id, label: name }))}
          defaultValue={textOf(faults, "clinicId")}
          errors={faults.errors["clinicId"]}
        />
        <WhatFields faults={faults} />
        <Field
          label="Vials received"
          name="received"
          type="number"
          inputMode="numeric"
          step={1}
          defaultValue={textOf(faults, "received")}
          errors={faults.errors["received"]}
        />
        <Button variant="primary" size="large">
          Put in stock
        </Button>
      </Form>
    </Dialog>
  );
}

export function LotDialog({ lot, faults }: { lot: StockLot; faults: Faults }) {
  const of = (intent: string) => faultsOfForm(faults, { intent });
  const correct = of("correct");
  const left = lot.received - lot.used;
  return (
    <Dialog title={`${lot.product}, lot ${lot.lotNumber}`} closeHref={paths.lotStock()}>
      <ErrorSummary errors={faults.errors} />
      {lot.retireReason && (
        <Notice title="Out of use.">“{lot.retireReason}” It can be chosen in no record any more.</Notice>
      )}
      <p className="lot-count">
        {lot.clinic}: {lot.received} received, {lot.used} used,{" "}
        {left < 0 ? "more used than received" : `${left} left`}.
      </p>
      <div className="lot-counts">
        <OneNumber lot={lot} faults={of("add")} intent="add" name="vials" label="More came">
          Add
        </OneNumber>
        <OneNumber lot={lot} faults={of("count")} intent="count" name="left" label="Counted on the shelf">
          Save the count
        </OneNumber>
      </div>
      <Form method="post" noValidate className="lot-form">
        <h3>Correct what was entered</h3>
        <input type="hidden" name="intent" value="correct" />
        <input type="hidden" name="lotId" value={lot.id} />
        <input type="hidden" name="version" value={lot.version} />
        <WhatFields faults={correct.values["intent"] === "correct" ? correct : none} lot={lot} />
        <Button size="large">Save the correction</Button>
      </Form>
      <Form method="post" noValidate className="lot-form">
        <h3>{lot.retireReason ? "Use it again" : "Take it out of use"}</h3>
        <input type="hidden" name="intent" value={lot.retireReason ? "use-again" : "retire"} />
        <input type="hidden" name="lotId" value={lot.id} />
        {!lot.retireReason && (
          <Field
            label="Why"
            name="reason"
            hint="A recall, broken vials, used up. Records that name it stay."
            maxLength={500}
            autoComplete="off"
            defaultValue={textOf(of("retire"), "reason")}
            errors={faults.errors["reason"]}
          />
        )}
        <Button variant={lot.retireReason ? "secondary" : "danger"} size="large">
          {lot.retireReason ? "Put back into use" : "Take out of use"}
        </Button>
      </Form>
    </Dialog>
  );
}

const none: Faults = { errors: {}, values: {} };

interface OneNumberProps {
  lot: StockLot;
  faults: Faults;
  intent: "add" | "count";
  name: string;
  label: string;
  children: string;
}

function OneNumber({ lot, faults, intent, name, label, children }: OneNumberProps) {
  return (
    <Form method="post" noValidate className="lot-number">
      <input type="hidden" name="intent" value={intent} />
      <input type="hidden" name="lotId" value={lot.id} />
      <Field
        label={label}
        name={name}
        type="number"
        inputMode="numeric"
        step={1}
        suffix="vials"
        defaultValue={textOf(faults, name)}
        errors={faults.errors[name]}
      />
      <Button size="large">{children}</Button>
    </Form>
  );
}
