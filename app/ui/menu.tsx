import { useId, useRef } from "react";
import type { ButtonHTMLAttributes, AnchorHTMLAttributes, KeyboardEvent, MouseEvent, ReactNode } from "react";
import { Icon } from "./icon";
import type { IconName } from "./icons/names";
import "./menu.css";

interface MenuProps {
  /** What stands on the button. */
  trigger: ReactNode;
  /** The button's name, where the trigger is only an icon. */
  label?: string | undefined;
  /** card: the framed two-line box in the rail; bare: the trigger brings its own look. */
  look?: "secondary" | "quiet" | "card" | "bare" | undefined;
  align?: "start" | "end" | undefined;
  /** Menu items, or any small form. */
  children: ReactNode;
}

const looks = {
  secondary: "button button-secondary",
  quiet: "button button-quiet",
  card: "menu-card",
  bare: "menu-bare",
};

/**
 * A popover, so it opens, closes on Esc and gives focus back without our JavaScript. Its items are
 * ordinary links and buttons (a disclosure, not role=menu); the arrow keys walk them besides.
 */
export function Menu({ trigger, label, look = "secondary", align = "end", children }: MenuProps) {
  const id = useId();
  const panel = useRef<HTMLDivElement>(null);

  function walk(event: KeyboardEvent<HTMLElement>) {
    const step = { ArrowDown: 1, ArrowUp: -1, Home: 0, End: 0 }[event.key];
    if (step === undefined || !panel.current) return;
    if (event.target instanceof HTMLInputElement || event.target instanceof HTMLSelectElement) return;
    if (!panel.current.matches(":popover-open")) {
      if (event.key !== "ArrowDown") return;
      panel.current.showPopover();
    }
    const items = [...panel.current.querySelectorAll<HTMLElement>("a[href], button:not(:disabled), input")];
    const at = items.findIndex((item) => item === document.activeElement);
    const next = event.key === "Home" ? 0 : event.key === "End" ? -1 : at < 0 && step < 0 ? -1 : at + step;
    items.at(next >= items.length ? 0 : next)?.focus();
    event.preventDefault();
  }

  function closeAfterChoice(event: MouseEvent<HTMLElement>) {
    if (event.target instanceof Element && event.target.closest("a, button")) panel.current?.hidePopover();
  }

  return (
    // eslint-disable-next-line jsx-a11y/no-static-element-interactions -- keys on their way up from the items
    <div className="menu" onKeyDown={walk}>
      <button
        className={looks[look]}
        type="button"
        aria-label={label}
        title={label}
        {...{ popovertarget: id }}
      >
        {trigger}
        {look === "card" && <Icon name="chevrons-up-down" />}
      </button>
      {/* eslint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-static-element-interactions -- the items' own clicks, on their way up */}
      <div
        className={`menu-panel menu-${align}`}
        id={id}
        ref={panel}
        onClick={closeAfterChoice}
        {...{ popover: "auto" }}
      >
        {children}
      </div>
    </div>
  );
}

interface ItemLook {
  icon?: IconName | undefined;
  /** A second, quieter line. */
  note?: ReactNode;
  danger?: boolean | undefined;
}

type MenuLinkProps = ItemLook & AnchorHTMLAttributes<HTMLAnchorElement> & { href: string };

export function MenuLink({ icon, note, danger, children, ...anchor }: MenuLinkProps) {
  return (
    <a {...anchor} className={danger ? "menu-item menu-danger" : "menu-item"}>
      <ItemFace {...{ icon, note, children }} />
    </a>
  );
}

type MenuButtonProps = ItemLook & ButtonHTMLAttributes<HTMLButtonElement>;

/** Submits the form around it, or the one it names. */
export function MenuButton({ icon, note, danger, children, ...button }: MenuButtonProps) {
  return (
    <button {...button} className={danger ? "menu-item menu-danger" : "menu-item"}>
      <ItemFace {...{ icon, note, children }} />
    </button>
  );
}

function ItemFace({
  icon,
  note,
  children,
}: {
  icon: IconName | undefined;
  note: ReactNode;
  children: ReactNode;
}) {
  return (
    <>
      {icon && <Icon name={icon} />}
      <span>
        {children}
        {note && <span className="menu-note">{note}</span>}
      </span>
    </>
  );
}
