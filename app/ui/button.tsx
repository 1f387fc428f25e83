import type { AnchorHTMLAttributes, ButtonHTMLAttributes, MouseEvent, ReactNode } from "react";
import { Icon } from "./icon";
import type { IconName } from "./icons/names";
import { Kbd } from "./kbd";
import "./button.css";

interface Look {
  variant?: "primary" | "secondary" | "quiet" | "danger" | undefined;
  /** small: in table rows; medium: tools; large: the end of a form. */
  size?: "small" | "medium" | "large" | undefined;
  icon?: IconName | undefined;
  /** The key that does the same, drawn in the button. */
  shortcut?: string | undefined;
  /** The name of a button that shows only its icon. */
  label?: string | undefined;
  children?: ReactNode;
}

interface ButtonProps extends Look, ButtonHTMLAttributes<HTMLButtonElement> {
  /** Its work is under way: it keeps focus and its words, and does nothing more. */
  busy?: boolean | undefined;
}

interface LinkButtonProps extends Look, AnchorHTMLAttributes<HTMLAnchorElement> {
  href: string;
}

/** Submits its form unless `type="button"`. */
export function Button({ busy = false, onClick, ...props }: ButtonProps) {
  const { attributes, content } = drawn(props);
  return (
    <button
      {...attributes}
      onClick={busy ? ignore : onClick}
      aria-disabled={busy || undefined}
      aria-busy={busy || undefined}
    >
      {content}
    </button>
  );
}

export function LinkButton(props: LinkButtonProps) {
  const { attributes, content } = drawn(props);
  return <a {...attributes}>{content}</a>;
}

function drawn<Props extends Look & { className?: string | undefined }>({
  variant = "secondary",
  size = "medium",
  icon,
  shortcut,
  label,
  children,
  className,
  ...rest
}: Props) {
  const classes = ["button", `button-${variant}`, `button-${size}`, !children && "button-square", className];
  return {
    attributes: { ...rest, className: classes.filter(Boolean).join(" "), "aria-label": label, title: label },
    content: (
      <>
        {icon && <Icon name={icon} />}
        {children && <span className="button-words">{children}</span>}
        {shortcut && <Kbd>{shortcut}</Kbd>}
      </>
    ),
  };
}

function ignore(event: MouseEvent) {
  event.preventDefault();
}
