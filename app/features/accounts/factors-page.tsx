import { Form, useNavigation } from "@remix-run/react";
import { whenWords } from "~/domain/words-of-time";
import { paths } from "~/paths";
import { Button } from "~/ui/button";
import { ErrorSummary } from "~/ui/error-summary";
import { Notice } from "~/ui/notice";
import { Page, Section } from "~/ui/page";
import { faultsOfForm, type Faults } from "~/words/faults";
import { PasskeysSection, type ListedPasskey } from "./passkeys-section";
import { RecoveryCodes } from "./recovery-codes";
import { TotpSetupForm, type ShownSetup } from "./totp-setup-form";
import "./accounts.css";
import "./factors.css";

interface FactorsPageProps {
  totpSince: Date | null;
  passkeys: readonly ListedPasskey[];
  recoveryLeft: number;
  /** Their role asks for one. */
  isNeeded: boolean;
  setup: ShownSetup;
  /** Passkeys can be had under this address. */
  hasSite: boolean;
  zone: string;
  said: string | undefined;
  /** Seen in this answer alone. */
  codes: readonly string[] | null;
  faults: Faults;
}

/** One's own second factor: an authenticator app, passkeys, and codes for whoever loses both. */
export function FactorsPage(props: FactorsPageProps) {
  const { totpSince, passkeys, recoveryLeft, isNeeded, setup, hasSite, zone, said, codes, faults } = props;
  const hasFactor = totpSince !== null || passkeys.length > 0;
  const isRest = !["add-totp", "add-passkey"].includes(String(faults.values["intent"]));
  const busy = useNavigation().state !== "idle";
  return (
    <Page title="Second factor" crumbs={<a href={paths.profile()}>Profile</a>}>
      <div className="account-notices">
        {said && (
          <Notice tone="good" announce>
            {said}
          </Notice>
        )}
        {isRest && <ErrorSummary errors={faults.errors} />}
        {isNeeded && !hasFactor && (
          <Notice tone="warn" title="Administrators need a second factor.">
            Whoever manages accounts can become anybody, so a password alone is not enough. Set up one of the
            two below; everything else opens right after.
          </Notice>
        )}
      </div>
      {codes && <RecoveryCodes codes={codes} />}
      <Section title="Authenticator app">
        {totpSince ? (
          <>
            <p>
              Set up since {whenWords(totpSince, zone)}. Signing in asks for the six digits that it shows.
            </p>
            <Form method="post" className="account-acts" preventScrollReset>
              <input type="hidden" name="intent" value="remove-totp" />
              <Button>Remove the authenticator app</Button>
            </Form>
          </>
        ) : (
          <TotpSetupForm setup={setup} faults={faultsOfForm(faults, { intent: "add-totp" })} />
        )}
      </Section>
      <PasskeysSection
        passkeys={passkeys}
        hasSite={hasSite}
        zone={zone}
        faults={faultsOfForm(faults, { intent: "add-passkey" })}
      />
      {hasFactor && !codes && (
        <Section title="Recovery codes">
          <p>
            {recoveryLeft === 1 ? "1 code is" : `${recoveryLeft} codes are`} unused. Each signs you in once
            when your phone and your passkeys are gone.
          </p>
          <Form method="post" className="account-acts" preventScrollReset>
            <input type="hidden" name="intent" value="renew-codes" />
            <Button busy={busy}>Make ten new codes</Button>
          </Form>
        </Section>
      )}
    </Page>
  );
}
