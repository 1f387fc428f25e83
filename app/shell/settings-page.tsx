import { useActionData } from "@remix-run/react";
import { useEffect, useState, type ReactNode } from "react";
import type { SetupFacts } from "~/features/settings/setup";
import { SetupNext } from "~/features/settings/setup-steps";
import { paths } from "~/paths";
import { Page } from "~/ui/page";
import { Tabs } from "~/ui/tabs";
import { Toast, ToastRegion } from "~/ui/toast";

/** Stands where it is seen wherever the page is scrolled to, until it is dismissed or another thing is done. */
function Said({ words }: { words: string }) {
  const reply = useActionData();
  const [isGone, setGone] = useState(false);
  useEffect(() => {
    if (reply !== undefined) setGone(false);
  }, [reply]);
  return isGone ? null : <Toast onDismiss={() => setGone(true)}>{words}</Toast>;
}

const places = [
  { key: "overview", label: "Overview", href: paths.settings() },
  { key: "clinics", label: "Clinics", href: paths.clinics() },
  { key: "accounts", label: "Accounts", href: paths.accounts() },
  { key: "hours", label: "Working hours", href: paths.hours() },
  { key: "protocols", label: "Protocols", href: paths.protocols() },
  { key: "lots", label: "Lots", href: paths.lotStock() },
  { key: "weights", label: "Weights", href: paths.weights() },
  { key: "audit", label: "Audit trail", href: paths.audit() },
] as const;

interface SettingsPageProps {
  title: string;
  current: (typeof places)[number]["key"];
  crumbs?: ReactNode;
  meta?: ReactNode;
  tools?: ReactNode;
  primary?: ReactNode;
  bands?: ReactNode;
  flush?: boolean;
  /** What a booking still needs, where a page is one of the steps to it. */
  setup?: SetupFacts | null | undefined;
  /** What the last press did, in the past tense. */
  said?: string | undefined;
  children: ReactNode;
}

/** The frame of every settings page: where one is among them, and what was just done. */
export function SettingsPage({ current, bands, setup, said, children, ...page }: SettingsPageProps) {
  return (
    <Page
      {...page}
      bands={
        <>
          <Tabs
            label="Settings"
            tabs={places.map(({ key, label, href }) => ({ label, href, current: key === current }))}
          />
          {bands}
        </>
      }
    >
      {setup && <SetupNext facts={setup} />}
      {children}
      <ToastRegion>{said && <Said words={said} />}</ToastRegion>
    </Page>
  );
}
