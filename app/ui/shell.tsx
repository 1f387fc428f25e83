import { useRef } from "react";
import type { MouseEvent, ReactNode } from "react";
import { Icon } from "./icon";
import type { IconName } from "./icons/names";
import { Kbd } from "./kbd";
import "./shell.css";
import "./bottom-bar.css";

export interface NavItem {
  href: string;
  label: string;
  icon: IconName;
  /** What waits there; nothing is drawn at 0. */
  count?: number | undefined;
  current: boolean;
  /** Stands in the phone's bar. Without any so marked, the first four do. */
  bar?: boolean | undefined;
}

interface ShellProps {
  nav: NavItem[];
  switcher: ReactNode;
  search: ReactNode;
  person: ReactNode;
  railExtra?: ReactNode;
  children: ReactNode;
}

/**
 * On a phone the rail is the sheet that "More" opens: one popover, drawn as a column where there is
 * room, so that nothing in it exists twice and it opens without JavaScript.
 */
export function Shell({ nav, switcher, search, person, railExtra, children }: ShellProps) {
  const rail = useRef<HTMLElement>(null);
  const marked = nav.filter((item) => item.bar);
  const inBar = (marked.length > 0 ? marked : nav).slice(0, 4);

  function closeSheetOnLink(event: MouseEvent) {
    if (
      event.target instanceof Element &&
      event.target.closest("a") &&
      rail.current?.matches(":popover-open")
    ) {
      rail.current.hidePopover();
    }
  }

  return (
    <div className="shell">
      <a className="skip-link" href="#main">
        Skip to content
      </a>
      {/* eslint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-static-element-interactions -- a link's own click, on its way up */}
      <header className="rail" id="rail" ref={rail} onClick={closeSheetOnLink} {...{ popover: "auto" }}>
        <a className="rail-mark" href="/">
          <Icon name="mark" />
          Tendon
        </a>
        {switcher}
        {search}
        <nav aria-label="Main">
          <ul className="rail-nav">
            {nav.map((item) => (
              <li key={item.href}>
                <a className="rail-item" href={item.href} aria-current={item.current ? "page" : undefined}>
                  <Icon name={item.icon} />
                  {item.label}
                  {item.count ? <span className="rail-count numeric">{item.count}</span> : null}
                </a>
              </li>
            ))}
          </ul>
        </nav>
        {railExtra && <div className="rail-extra">{railExtra}</div>}
        <div className="rail-foot">{person}</div>
      </header>
      <main className="shell-main" id="main" tabIndex={-1}>
        {children}
      </main>
      <nav className="bottom-bar" aria-label="Main, short">
        {inBar.map((item) => (
          <a
            className="bar-item"
            key={item.href}
            href={item.href}
            aria-current={item.current ? "page" : undefined}
          >
            <Icon name={item.icon} />
            {item.label}
          </a>
        ))}
        <button className="bar-item" type="button" {...{ popovertarget: "rail" }}>
          <Icon name="menu" />
          More
        </button>
      </nav>
    </div>
  );
}

interface PersonProps {
  name: string;
  role: string;
  initials: string;
}

/** Who is signed in: the face of the menu at the rail's foot. */
export function Person({ name, role, initials }: PersonProps) {
  return (
    <span className="person">
      <span className="person-initials" aria-hidden="true">
        {initials}
      </span>
      <span>
        <span className="person-name">{name}</span>
        <span className="person-role">{role}</span>
      </span>
    </span>
  );
}

/** Opens the palette. A link, so that without JavaScript it leads to a search page. */
export function SearchButton({ href, label }: { href: string; label: string }) {
  return (
    <a className="rail-search" href={href} aria-keyshortcuts="Control+K Meta+K">
      <Icon name="search" />
      <span>{label}</span>
      <Kbd>Ctrl K</Kbd>
    </a>
  );
}
