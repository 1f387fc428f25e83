import { Form, useNavigation, useSearchParams } from "@remix-run/react";
import type { ReactNode } from "react";
import type { Role } from "~/domain/vocabulary";
import { paths } from "~/paths";
import { Button, LinkButton } from "~/ui/button";
import { RadioCards } from "~/ui/choices";
import { DefinitionList } from "~/ui/definition-list";
import { ErrorSummary } from "~/ui/error-summary";
import { Notice } from "~/ui/notice";
import { Page, Section } from "~/ui/page";
import { PasswordField } from "~/ui/password-field";
import { roleWords } from "~/words/en";
import { faultsOfForm, type Faults } from "~/words/faults";
import { PasswordPair } from "./password-pair";
import { SignInList, type ListedSignIn } from "./sign-in-list";
import "./accounts.css";

interface ProfilePageProps {
  name: string;
  email: string;
  roles: readonly Role[];
  clinics: readonly { id: string; name: string }[];
  signIns: readonly ListedSignIn[];
  currentSignInId: string;
  theme: string | null;
  zone: string;
  factors: OwnFactors;
  /** Another feature's part of the page. */
  feed: ReactNode;
  said: string | undefined;
  faults: Faults;
}

interface OwnFactors {
  totp: boolean;
  passkeys: number;
  recoveryLeft: number;
}

/** "An authenticator app and 2 passkeys; 8 recovery codes are left." */
function factorWords({ totp, passkeys, recoveryLeft }: OwnFactors): string {
  const has = [
    ...(totp ? ["an authenticator app"] : []),
    ...(passkeys > 0 ? [passkeys === 1 ? "1 passkey" : `${passkeys} passkeys`] : []),
  ].join(" and ");
  if (!has) {
    return "None. With an authenticator app or a passkey, a password that somebody saw or guessed opens nothing by itself.";
  }
  const left = recoveryLeft === 1 ? "1 recovery code is" : `${recoveryLeft} recovery codes are`;
  return `${has.charAt(0).toUpperCase()}${has.slice(1)}; ${left} left.`;
}

const themes = [
  { value: "system", label: "As the system" },
  { value: "light", label: "Light" },
  { value: "dark", label: "Dark" },
];

export function ProfilePage(props: ProfilePageProps) {
  const { name, email, roles, clinics, signIns, currentSignInId, theme, zone, factors, faults } = props;
  const [query] = useSearchParams();
  const said =
    props.said ??
    (query.get("done") === "password" && Object.keys(faults.errors).length === 0
      ? "Your password is changed. Every other sign-in of yours has ended."
      : undefined);
  return (
    <Page title="Profile">
      {said && (
        <div className="account-notices">
          <Notice tone="good" announce>
            {said}
          </Notice>
        </div>
      )}
      <Section title="You">
        <DefinitionList
          facts={[
            { label: "Name", value: name },
            { label: "E-mail", value: email },
            { label: "Roles", value: roles.map((role) => roleWords[role]).join(", ") },
            {
              label: "Clinics",
              value: roles.includes("administrator")
                ? "All"
                : clinics.map((clinic) => clinic.name).join(", "),
            },
          ]}
        />
        <p className="account-quiet account-note">
          Something is wrong here? Ask your practice’s administrator.
        </p>
      </Section>
      <Section
        title="Second factor"
        actions={
          <LinkButton size="small" href={paths.secondFactor()}>
            {factors.totp || factors.passkeys > 0 ? "Change" : "Set up"}
          </LinkButton>
        }
      >
        <p>{factorWords(factors)}</p>
      </Section>
      <Section title="Password">
        <PasswordForm email={email} faults={faultsOfForm(faults, { intent: "password" })} />
      </Section>
      <Section
        title="Where you are signed in"
        actions={
          signIns.length > 1 && (
            <Form method="post" preventScrollReset>
              <input type="hidden" name="intent" value="end-sign-ins" />
              <Button size="small">End all others</Button>
            </Form>
          )
        }
      >
        <SignInList signIns={signIns} zone={zone} currentId={currentSignInId} intent="end-sign-ins" />
      </Section>
      {props.feed}
      <Section title="Theme">
        <Form method="post" action={paths.preferences()} className="account-theme">
          <input type="hidden" name="back" value={paths.profile()} />
          <RadioCards
            legend={<span className="visually-hidden">Theme</span>}
            name="theme"
            inline
            defaultValue={theme ?? "system"}
            options={themes}
          />
          <Button>Use this theme</Button>
        </Form>
      </Section>
    </Page>
  );
}

function PasswordForm({ email, faults: { errors } }: { email: string; faults: Faults }) {
  const busy = useNavigation().formData?.get("intent") === "password";
  return (
    <Form method="post" action={paths.profile()} className="account-form" noValidate>
      <ErrorSummary errors={errors} />
      <input type="hidden" name="intent" value="password" />
      <input type="hidden" autoComplete="username" value={email} readOnly />
      <PasswordField
        label="Present password"
        name="current"
        autoComplete="current-password"
        errors={errors["current"]}
      />
      <PasswordPair label="New password" errors={errors} />
      <Button size="large" busy={busy}>
        Change password
      </Button>
    </Form>
  );
}
