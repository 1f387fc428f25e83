import { Form, useActionData, useNavigation } from "@remix-run/react";
import { whenWords } from "~/domain/words-of-time";
import type { Role } from "~/domain/vocabulary";
import { paths } from "~/paths";
import { Button, LinkButton } from "~/ui/button";
import { Dialog } from "~/ui/dialog";
import { ErrorSummary } from "~/ui/error-summary";
import { Notice } from "~/ui/notice";
import { OpenedOn } from "~/ui/opened-on";
import { Section } from "~/ui/page";
import { faultsOfForm, textOf, type Faults } from "~/words/faults";
import { AccountFields } from "./account-fields";
import { SignInList, type ListedSignIn } from "./sign-in-list";
import "./accounts.css";

export interface AccountPageProps {
  account: {
    id: string;
    name: string;
    email: string;
    roles: Role[];
    mayOverbook: boolean;
    clinicIds: string[];
    version: number;
    hasPassword: boolean;
    hasFactor: boolean;
    deactivatedAt: Date | null;
    linkOpenUntil: Date | null;
    speciality: string | null;
    board: string | null;
    certifiedUntil: string | null;
    /** Sessions that a physician has ahead. */
    futureSessions: number;
    /** Of these, where they are no physician any more. */
    strandedSessions: number;
  };
  clinics: readonly { id: string; name: string }[];
  signIns: readonly ListedSignIn[];
  currentSignInId: string;
  isSelf: boolean;
  /** The dialog that asks before deactivating is open. */
  asksToDeactivate: boolean;
  /** Links can be mailed, and need not be handed over. */
  isMailSetUp: boolean;
  zone: string;
  faults: Faults;
}

export function AccountPage(props: AccountPageProps) {
  const { account, clinics, signIns, currentSignInId, isSelf, isMailSetUp, asksToDeactivate, zone, faults } =
    props;
  const navigation = useNavigation();
  const busy = navigation.formData?.get("intent") === "save";
  const reply: unknown = useActionData();
  const answer = navigation.state === "idle" ? reply : undefined;
  const saving = faultsOfForm(faults, { intent: "save" });
  return (
    <>
      {saving !== faults && <ErrorSummary errors={faults.errors} />}
      <AccountNotices account={account} zone={zone} />
      <Section title="Person and reach">
        <Form method="post" className="account-form" noValidate preventScrollReset>
          <input type="hidden" name="intent" value="save" />
          <OpenedOn name="version" value={textOf(saving, "version", account.version)} answer={answer} />
          <AccountFields account={account} clinics={clinics} faults={saving} />
          <Button variant="primary" size="large" busy={busy}>
            Save account
          </Button>
        </Form>
      </Section>
      {!account.deactivatedAt && (
        <Section title="Password">
          <p>
            {account.hasPassword
              ? "A new one-time link lets them choose another password, for example when it is forgotten. The present one works until then."
              : "They have not chosen a password yet. Hand them a one-time link."}
            {account.linkOpenUntil && ` A link is open until ${whenWords(account.linkOpenUntil, zone)}.`}
          </p>
          <Form method="post" className="account-acts" preventScrollReset>
            <input type="hidden" name="intent" value="link" />
            {isMailSetUp && (
              <Button name="send" value="mail" icon="link">
                Mail a one-time link
              </Button>
            )}
            <Button icon="link">{isMailSetUp ? "Make one to hand over" : "Make a one-time link"}</Button>
          </Form>
        </Section>
      )}
      {account.hasFactor && !isSelf && (
        <Section title="Second factor">
          <p>
            They sign in with a second factor. Lost their phone and their recovery codes? Reset it once you
            are sure that it is they who ask: the password alone signs them in then, and every sign-in of
            theirs ends now.
          </p>
          <Form method="post" className="account-acts" preventScrollReset>
            <input type="hidden" name="intent" value="reset-factor" />
            <Button>Reset their second factor</Button>
          </Form>
        </Section>
      )}
      <Section
        title="Sign-ins"
        actions={
          signIns.some(({ id }) => id !== currentSignInId) && (
            <Form method="post" preventScrollReset>
              <input type="hidden" name="intent" value="end-sign-ins" />
              <Button size="small">{isSelf ? "End all others" : "End all"}</Button>
            </Form>
          )
        }
      >
        {signIns.length > 0 ? (
          <SignInList signIns={signIns} zone={zone} currentId={currentSignInId} intent="end-sign-ins" />
        ) : (
          <p className="account-quiet">Not signed in anywhere.</p>
        )}
      </Section>
      <Section title="History">
        <div className="account-acts">
          <LinkButton icon="history" href={paths.audit({ record: account.id })}>
            What was done to this account
          </LinkButton>
          <LinkButton icon="history" href={paths.audit({ who: account.id })}>
            What they did
          </LinkButton>
        </div>
      </Section>
      <Section title={account.deactivatedAt ? "Deactivated" : "Deactivate"}>
        <Deactivation account={account} isSelf={isSelf} />
      </Section>
      {asksToDeactivate && !account.deactivatedAt && !isSelf && <DeactivateDialog account={account} />}
    </>
  );
}

function AccountNotices({ account, zone }: Pick<AccountPageProps, "account" | "zone">) {
  const { deactivatedAt, strandedSessions } = account;
  if (!deactivatedAt && strandedSessions === 0) return null;
  return (
    <div className="account-notices">
      {deactivatedAt && (
        <Notice tone="warn" title="Deactivated.">
          Since {whenWords(deactivatedAt, zone)} they cannot sign in. What they did stays theirs.
        </Notice>
      )}
      {strandedSessions > 0 && <Stranded account={account} />}
    </div>
  );
}

/** Leave holds at every clinic, so it is offered only where they have nothing to stay for. */
function Stranded({ account }: Pick<AccountPageProps, "account">) {
  const { id, strandedSessions, futureSessions } = account;
  const leave = paths.timeOff({ kind: "leave", resource: id });
  return (
    <Notice
      tone="warn"
      title={`${sessionsAhead(strandedSessions)} ahead with them where they treat nobody any more.`}
    >
      The desk moves them one by one
      {strandedSessions === futureSessions && (
        <>
          ; or <a href={leave}>enter leave</a>, which puts them on the list to rebook
        </>
      )}
      .
    </Notice>
  );
}

function Deactivation({ account, isSelf }: Pick<AccountPageProps, "account" | "isSelf">) {
  if (account.deactivatedAt) {
    return (
      <>
        <p>They sign in again with the password they had, and see the clinics above.</p>
        <Form method="post" className="account-acts" preventScrollReset>
          <input type="hidden" name="intent" value="reactivate" />
          <Button>Reactivate {account.name}</Button>
        </Form>
      </>
    );
  }
  if (isSelf) return <p>You cannot deactivate your own account. Another administrator can.</p>;
  return (
    <>
      <p>
        They are signed out everywhere and cannot sign in any more. Accounts are never deleted: what they did
        stays theirs, and you can reactivate them.
      </p>
      <div className="account-acts">
        <LinkButton
          variant="danger"
          href={paths.account(account.id, { confirm: "deactivate" })}
          data-keep-scroll=""
        >
          Deactivate …
        </LinkButton>
      </div>
    </>
  );
}

function DeactivateDialog({ account }: Pick<AccountPageProps, "account">) {
  return (
    <Dialog
      title={`Deactivate ${account.name}?`}
      closeHref={paths.account(account.id)}
      footer={
        <>
          <LinkButton href={paths.account(account.id)}>Keep the account</LinkButton>
          <Form method="post" action={paths.account(account.id)}>
            <input type="hidden" name="intent" value="deactivate" />
            <Button variant="danger">Deactivate {account.name}</Button>
          </Form>
        </>
      }
    >
      <p>They are signed out everywhere at once.</p>
      {account.futureSessions > 0 && (
        <Notice tone="warn" title={`${sessionsAhead(account.futureSessions)} ahead with them.`}>
          Deactivating moves none of these. Enter{" "}
          <a href={paths.timeOff({ kind: "leave", resource: account.id })}>leave from their last day</a> to
          put them on the list to rebook, or move them one by one.
        </Notice>
      )}
    </Dialog>
  );
}

const sessionsAhead = (count: number) => (count === 1 ? "1 session is" : `${count} sessions are`);
