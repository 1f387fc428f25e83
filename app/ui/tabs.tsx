import { useEffect, useRef, type ReactNode } from "react";
import "./tabs.css";

interface Tab {
  href: string;
  label: string;
  count?: number | undefined;
  current: boolean;
  /** What its page knows it by, and the key that leads there. */
  key?: string;
  shortcut?: string;
}

interface TabsProps {
  /** What the tabs are views of. */
  label: string;
  tabs: readonly Tab[];
  /** At the right end: a link that saves the view. */
  action?: ReactNode;
}

/** Links, each with its own URL. */
export function Tabs({ label, tabs, action }: TabsProps) {
  const strip = useRef<HTMLElement>(null);
  const current = tabs.find((tab) => tab.current)?.href;
  useEffect(() => {
    // Where they do not all fit, the one that is open is not left out of sight.
    const open = strip.current?.querySelector<HTMLElement>("[aria-current]");
    if (!strip.current || !open) return;
    strip.current.scrollLeft =
      open.offsetLeft - strip.current.offsetLeft - (strip.current.clientWidth - open.offsetWidth) / 2;
  }, [current]);
  return (
    <div className="tabs">
      <nav className="tabs-scroll" aria-label={label} ref={strip}>
        <ul className="tabs-list">
          {tabs.map(({ href, label: words, count, current }) => (
            <li key={href}>
              <a className="tab" href={href} aria-current={current ? "page" : undefined}>
                {words}
                {count !== undefined && <span className="tab-count numeric"> {count}</span>}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      {action && <div className="tabs-action">{action}</div>}
    </div>
  );
}

/** A few ways to see the same thing, joined into one control: day, week, month. */
export function Segments({ label, tabs }: Omit<TabsProps, "action">) {
  return (
    <nav aria-label={label}>
      <ul className="segments">
        {tabs.map(({ href, label: words, current, key, shortcut }) => (
          <li key={href}>
            <a
              className="segment"
              href={href}
              aria-current={current ? "page" : undefined}
              data-key={key}
              aria-keyshortcuts={shortcut}
            >
              {words}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
