import type { ReactNode } from "react";
import { paths } from "~/paths";
import { Notice } from "~/ui/notice";
import { Page } from "~/ui/page";
import { Tabs } from "~/ui/tabs";
import "./settings-page.css";

const places = [
  { key: "overview", label: "Overview", href: paths.settings() },
  { key: "clinics", label: "Clinics", href: paths.clinics() },
  { key: "accounts", label: "Accounts", href: paths.accounts() },
  { key: "hours", label: "Working hours", href: paths.hours() },
  { key: "protocols", label: "Protocols", href: paths.protocols() },
] as const;

interface SettingsPageProps {
  title: string;
  current: (typeof places)[number]["key"];
  crumbs?: ReactNode;
  meta?: ReactNode;
  primary?: ReactNode;
  bands?: ReactNode;
  flush?: boolean;
  /** What the last press did, in the past tense. */
  said?: string | undefined;
  children: ReactNode;
}

/** The frame of every settings page: where one is among them, and what was just done. */
export function SettingsPage({ current, bands, said, children, ...page }: SettingsPageProps) {
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
      {said && (
        <div className="settings-said">
          <Notice tone="good" announce>
            {said}
          </Notice>
        </div>
      )}
      {children}
    </Page>
  );
}
