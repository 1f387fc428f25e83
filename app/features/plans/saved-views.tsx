import { Form } from "@remix-run/react";
import { Button, LinkButton } from "~/ui/button";
import { Dialog } from "~/ui/dialog";
import { ErrorSummary } from "~/ui/error-summary";
import { Field } from "~/ui/field";
import { Menu } from "~/ui/menu";
import { textOf, type Faults } from "~/words/faults";

export interface SavedView {
  id: string;
  name: string;
  query: string;
  /** The same, as it may stand in an address. */
  address: string;
}

interface ViewMenuProps {
  /** The one that is shown now, if any. */
  saved: SavedView | undefined;
  /** This very page: what is saved is what it shows. */
  actionHref: string;
}

/** At the tabs' end: keeps what is shown under a name, or changes what is kept. */
export const ViewMenu = ({ saved, actionHref }: ViewMenuProps) =>
  saved ? (
    <Menu look="quiet" trigger="Change this view">
      <div className="plan-view-form">
        <NameForm saved={saved} actionHref={actionHref} />
        <Form method="post" action={actionHref}>
          <input type="hidden" name="intent" value="delete-view" />
          <input type="hidden" name="id" value={saved.id} />
          <Button variant="quiet" icon="trash">
            Delete “{saved.name}”
          </Button>
        </Form>
      </div>
    </Menu>
  ) : (
    <Menu look="quiet" trigger="Save this view">
      <div className="plan-view-form">
        <NameForm saved={undefined} actionHref={actionHref} />
      </div>
    </Menu>
  );

interface NameFormProps extends ViewMenuProps {
  faults?: Faults | undefined;
}

function NameForm({ saved, actionHref, faults }: NameFormProps) {
  return (
    <Form method="post" action={actionHref} className="plan-view-name" noValidate={faults !== undefined}>
      <input type="hidden" name="intent" value={saved ? "rename-view" : "save-view"} />
      {saved && <input type="hidden" name="id" value={saved.id} />}
      <Field
        label="Name of the view"
        name="name"
        id={faults ? "name" : "view-name"}
        maxLength={60}
        required
        defaultValue={faults ? textOf(faults, "name") : saved?.name}
        errors={faults?.errors["name"]}
      />
      <Button variant="primary">{saved ? "Rename" : "Save view"}</Button>
    </Form>
  );
}

interface ViewFaultProps extends ViewMenuProps {
  faults: Faults;
  closeHref: string;
}

/** A name that was refused, with what is wrong with it: the menu it was typed in has closed. */
export function ViewFault({ faults, closeHref, ...form }: ViewFaultProps) {
  return (
    <Dialog
      title={form.saved ? "Rename this view" : "Save this view"}
      closeHref={closeHref}
      footer={
        <LinkButton variant="quiet" href={closeHref}>
          {form.saved ? "Leave its name" : "Do not save it"}
        </LinkButton>
      }
    >
      <ErrorSummary errors={faults.errors} />
      <NameForm {...form} faults={faults} />
    </Dialog>
  );
}
