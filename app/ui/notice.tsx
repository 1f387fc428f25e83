import type { ReactNode } from "react";
import { Icon } from "./icon";
import type { IconName } from "./icons/names";
import "./notice.css";

type Tone = "info" | "good" | "warn" | "error";

const icons: Record<Tone, IconName> = { info: "info", good: "tick", warn: "warning", error: "error" };

interface NoticeProps {
  tone?: Tone | undefined;
  /** The point, said first and in bold. */
  title?: ReactNode;
  icon?: IconName | undefined;
  /** What can be done about it. */
  action?: ReactNode;
  children?: ReactNode;
  /** Say it aloud when it appears after a press. */
  announce?: boolean | undefined;
}

export function Notice({
  tone = "info",
  title,
  icon = icons[tone],
  action,
  children,
  announce,
}: NoticeProps) {
  const role = tone === "error" ? "alert" : "status";
  return (
    <div className={`notice notice-${tone}`} role={announce ? role : undefined}>
      <Icon name={icon} />
      <div className="notice-words">
        {title && <strong>{title} </strong>}
        {children}
      </div>
      {action && <div className="notice-action">{action}</div>}
    </div>
  );
}
