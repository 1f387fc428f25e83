import type { ReactNode } from "react";
import { Icon } from "~/ui/icon";
import type { IconName } from "~/ui/icons/names";
import { Tag } from "~/ui/tag";
import "./settings.css";

export interface ListedPlace {
  id: string;
  name: string;
  icon: IconName;
  /** What it is, in words. */
  what: ReactNode;
  isClosed: boolean;
  futureSessions: number;
  href: string;
}

/** Rooms or devices of a clinic, each leading to the dialog that changes it. */
export function PlaceList({ places, empty }: { places: readonly ListedPlace[]; empty: ReactNode }) {
  if (places.length === 0) return <p className="settings-quiet">{empty}</p>;
  return (
    <ul className="places">
      {places.map(({ id, name, icon, what, isClosed, futureSessions, href }) => (
        <li key={id}>
          <Icon name={icon} />
          <a href={href} data-keep-scroll="" className="place-name">
            {name}
          </a>
          <span className="place-what">{what}</span>
          <span className="place-state">
            {isClosed ? <Tag>Closed</Tag> : futureSessions > 0 && `${sessionsWords(futureSessions)} ahead`}
          </span>
        </li>
      ))}
    </ul>
  );
}

const sessionsWords = (count: number) => (count === 1 ? "1 session" : `${count} sessions`);
