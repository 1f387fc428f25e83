import { useState, type FormEvent } from "react";
import { roles, type Role } from "~/domain/vocabulary";
import { Checkbox, Fieldset } from "~/ui/choices";
import { ErrorSummary } from "~/ui/error-summary";
import { Field } from "~/ui/field";
import { roleWords } from "~/words/en";
import { textOf, ticksOf, type Faults } from "~/words/faults";
import { ReachPreview } from "./reach-preview";
import "./accounts.css";

interface StandingAccount {
  name: string;
  email: string;
  roles: readonly Role[];
  clinicIds: readonly string[];
  mayOverbook: boolean;
  speciality: string | null;
  board: string | null;
  certifiedUntil: string | null;
}

/** An account that nobody has saved yet. */
export const newAccount = (start: Pick<StandingAccount, "roles" | "clinicIds">): StandingAccount => ({
  name: "",
  email: "",
  mayOverbook: false,
  speciality: null,
  board: null,
  certifiedUntil: null,
  ...start,
});

interface AccountFieldsProps {
  /** What is saved, or what a new account starts from. */
  account: StandingAccount;
  clinics: readonly { id: string; name: string }[];
  faults: Faults;
}

const roleHints: Record<Role, string> = {
  scheduler: "The calendar, patients’ contact data, a plan’s course, reports at the desk. Nothing clinical.",
  physician: "Plans, records and outcomes of the patients at their clinics.",
  administrator: "Accounts, settings and figures of the whole practice. No single patient’s data.",
};

/** Everything about an account that somebody types. */
export function AccountFields({ account, clinics, faults }: AccountFieldsProps) {
  const { errors } = faults;
  const ticked = { roles: ticksOf(faults, "roles", account.roles) };
  const chosen = ticksOf(faults, "clinicIds", account.clinicIds);
  const [reach, setReach] = useState({ roles: ticked.roles, clinicIds: chosen });
  const follow = ({ target }: FormEvent) => {
    const form = target instanceof HTMLInputElement ? target.form : null;
    if (!form) return;
    const typed = new FormData(form);
    setReach({ roles: typed.getAll("roles").map(String), clinicIds: typed.getAll("clinicIds").map(String) });
  };
  const reachedRoles = roles.filter((role) => reach.roles.includes(role));
  return (
    <div onChange={follow}>
      <ErrorSummary errors={errors} />
      <Field
        label="Name"
        name="name"
        autoComplete="off"
        maxLength={120}
        hint="As patients and colleagues know them, “Dr” included."
        defaultValue={textOf(faults, "name", account.name)}
        errors={errors["name"]}
      />
      <Field
        label="Work e-mail"
        name="email"
        type="email"
        autoComplete="off"
        hint="They sign in with it."
        defaultValue={textOf(faults, "email", account.email)}
        errors={errors["email"]}
      />
      <Fieldset legend="Roles" id="roles" errors={errors["roles"]}>
        {roles.map((role, index) => (
          <Checkbox
            key={role}
            name="roles"
            id={index === 0 ? "roles" : `roles-${role}`}
            value={role}
            label={roleWords[role]}
            hint={roleHints[role]}
            defaultChecked={ticked.roles.includes(role)}
          />
        ))}
      </Fieldset>
      <Fieldset
        legend="Clinics"
        id="clinicIds"
        hint="They see these and no others; an administrator sees all."
        errors={errors["clinicIds"]}
      >
        <div className="account-clinics">
          {clinics.map(({ id, name }, index) => (
            <Checkbox
              key={id}
              name="clinicIds"
              id={index === 0 ? "clinicIds" : `clinic-${id}`}
              value={id}
              label={name}
              defaultChecked={chosen.includes(id)}
            />
          ))}
          {clinics.length === 0 && <p>There is no clinic yet.</p>}
        </div>
      </Fieldset>
      <Checkbox
        name="mayOverbook"
        value="yes"
        label="May overbook"
        hint="May put a session over another at their clinics, with a reason that stays with it. Never two of one patient."
        defaultChecked={ticksOf(faults, "mayOverbook", account.mayOverbook ? ["yes"] : []).includes("yes")}
      />
      <fieldset className="account-physician">
        <legend>For physicians</legend>
        <Field
          label="Speciality"
          name="speciality"
          optional
          maxLength={120}
          list="specialities"
          defaultValue={textOf(faults, "speciality", account.speciality)}
          errors={errors["speciality"]}
        />
        <Field
          label="Certified by"
          name="board"
          optional
          maxLength={120}
          defaultValue={textOf(faults, "board", account.board)}
          errors={errors["board"]}
        />
        <Field
          label="Certified until"
          name="certifiedUntil"
          type="date"
          optional
          defaultValue={textOf(faults, "certifiedUntil", account.certifiedUntil)}
          errors={errors["certifiedUntil"]}
        />
        <datalist id="specialities">
          <option value="Pain medicine" />
          <option value="Physical medicine and rehabilitation" />
        </datalist>
      </fieldset>
      <ReachPreview
        roles={reachedRoles}
        clinics={
          reachedRoles.includes("administrator")
            ? ["all"]
            : clinics.filter(({ id }) => reach.clinicIds.includes(id)).map(({ name }) => name)
        }
      />
    </div>
  );
}
