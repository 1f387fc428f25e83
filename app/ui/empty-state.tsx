import type { ReactNode } from "react";
import "./empty-state.css";

interface EmptyStateProps {
  /** What is not here, as a sentence. */
  title: ReactNode;
  /** One button or link: the next step. */
  action?: ReactNode;
  /** What the next step is, and why. */
  children?: ReactNode;
}

/** Stands at the top left, where the rows would start. */
export function EmptyState({ title, action, children }: EmptyStateProps) {
  return (
    <div className="empty-state">
      <p className="empty-state-title">{title}</p>
      {children && <div className="empty-state-next">{children}</div>}
      {action && <div className="empty-state-action">{action}</div>}
    </div>
  );
}
