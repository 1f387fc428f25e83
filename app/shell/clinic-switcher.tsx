import { useState } from "react";
import { zoneName } from "~/domain/words-of-time";
import { Icon } from "~/ui/icon";

export interface SwitcherClinic {
  id: string;
  name: string;
  zone: string;
}

interface Props {
  clinics: SwitcherClinic[];
  clinicId: string;
  pathname: string;
  query: string;
}

/** Which clinic the pages are about; links to the same page, so that the choice is in its address. */
export function ClinicSwitcher({ clinics, clinicId, pathname, query }: Props) {
  const [now] = useState(() => new Date());
  const chosen = clinics.find(({ id }) => id === clinicId);
  const zones = new Set(clinics.map(({ zone }) => zone)).size;
  const face = chosen
    ? { name: chosen.name, note: zoneWords(chosen.zone, now) }
    : {
        name: "All my clinics",
        note: `${clinics.length} clinics, ${zones} time ${zones === 1 ? "zone" : "zones"}`,
      };
  if (clinics.length === 0) return null;
  const hrefFor = (id: string) => {
    const next = new URLSearchParams(query);
    next.set("clinic", id);
    next.delete("page");
    return `${pathname}?${next.toString()}`;
  };
  if (clinics.length === 1) {
    return (
      <div className="switcher switcher-face">
        <span className="switcher-name">{face.name}</span>
        <span className="switcher-note">{face.note}</span>
      </div>
    );
  }
  return (
    <details className="switcher" name="shell-menu" key={`${clinicId} ${pathname}`}>
      <summary className="switcher-face">
        <span className="switcher-name">{face.name}</span>
        <span className="switcher-note">{face.note}</span>
        <Icon name="chevrons-up-down" />
      </summary>
      <ul className="switcher-list">
        {[{ id: "all", name: "All my clinics", zone: "" }, ...clinics].map((clinic) => (
          <li key={clinic.id}>
            <a href={hrefFor(clinic.id)} aria-current={clinic.id === clinicId ? "true" : undefined}>
              <span className="switcher-name">{clinic.name}</span>
              {clinic.zone && <span className="switcher-note">{zoneWords(clinic.zone, now)}</span>}
            </a>
          </li>
        ))}
      </ul>
    </details>
  );
}

/** "Denver time, MST": the clinic's, whatever the browser's. */
const zoneWords = (zone: string, now: Date) =>
  `${(zone.split("/").at(-1) ?? zone).replaceAll("_", " ")} time, ${zoneName(now, zone, "short")}`;
