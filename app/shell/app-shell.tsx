import { useLocation, useMatches, useSearchParams } from "@remix-run/react";
import type { ReactNode } from "react";
import { may } from "~/domain/permissions";
import type { Role } from "~/domain/vocabulary";
import { paths } from "~/paths";
import { useLiveUpdates } from "./live-updates";
import { SearchButton, Shell, type NavItem } from "~/ui/shell";
import { ClinicSwitcher, type SwitcherClinic } from "./clinic-switcher";
import { usePageFocus } from "./page-focus";
import { PaletteKey } from "./palette-key";
import { PersonMenu } from "./person-menu";

interface AppShellProps {
  name: string;
  roles: readonly Role[];
  clinics: SwitcherClinic[];
  clinicId: string;
  theme: "light" | "dark" | null;
  children: ReactNode;
}

/** Tendon's frame around every signed-in page: only what the roles may open. */
export function AppShell({ name, roles, clinics, clinicId, theme, children }: AppShellProps) {
  const { pathname } = useLocation();
  const [query] = useSearchParams();
  useLiveUpdates(clinicId);
  usePageFocus();
  const actor = { id: "", name, roles, clinicIds: clinics.map(({ id }) => id) };
  const clinic = clinicId === "all" ? {} : { clinic: clinicId };
  // The phone's bar has four places: whoever sees patients needs them for these.
  const seesPatients = may(actor, "patient.read");
  const item = (
    href: string,
    label: string,
    icon: NavItem["icon"],
    shown: boolean,
    under: string,
    bar = true,
  ): NavItem[] =>
    shown
      ? [{ href, label, icon, bar, current: under === "/" ? pathname === "/" : pathname.startsWith(under) }]
      : [];
  const nav = [
    ...item(paths.today(clinic), "Today", "today", true, "/"),
    ...item(paths.calendar("day", clinic), "Calendar", "calendar", may(actor, "calendar.read"), "/calendar"),
    ...item(paths.plans(clinic), "Plans", "plans", may(actor, "plan.read"), "/plans"),
    ...item(paths.patients(clinic), "Patients", "patients", may(actor, "patient.read"), "/patients"),
    ...item(
      paths.waitlist(clinic),
      "Waitlist",
      "waitlist",
      may(actor, "session.write"),
      paths.waitlist(),
      false,
    ),
    ...item(
      paths.followUp(clinic),
      "Follow-up",
      "phone",
      may(actor, "report.enter"),
      paths.followUp(),
      false,
    ),
    ...item(paths.lots(), "Lots", "record", may(actor, "record.read"), "/lots", false),
    ...item(paths.outcomes(clinic), "Outcomes", "outcomes", may(actor, "outcomes.read"), "/outcomes"),
    ...item(
      paths.timeOff(),
      "Time off",
      "leave",
      may(actor, "time-off.write"),
      paths.timeOff(),
      !seesPatients,
    ),
    ...item(
      paths.settings(),
      "Settings",
      "settings",
      may(actor, "practice.manage"),
      "/settings",
      !seesPatients,
    ),
  ];
  return (
    <Shell
      nav={nav}
      switcher={
        <ClinicSwitcher clinics={clinics} clinicId={clinicId} pathname={pathname} query={query.toString()} />
      }
      search={<SearchButton href={paths.find()} label="Find or jump to" />}
      railExtra={<RailExtra />}
      person={<PersonMenu name={name} roles={roles} theme={theme} />}
    >
      {children}
      <PaletteKey />
    </Shell>
  );
}

/** What the page at hand adds to the rail: its route's `handle.railExtra`, given its own data. */
function RailExtra() {
  const page = useMatches().at(-1);
  const handle = page?.handle as { railExtra?: (data: unknown) => ReactNode } | undefined;
  return page?.data ? handle?.railExtra?.(page.data) : null;
}
