import type { ReactNode } from "react";
import { Icon } from "./icon";
import type { IconName } from "./icons/names";
import "./toast.css";

/** Mounted on every page, empty or not, so that what appears in it is read aloud. */
export function ToastRegion({ children }: { children?: ReactNode }) {
  return (
    <div className="toasts" role="status">
      {children}
    </div>
  );
}

interface ToastProps {
  icon?: IconName | undefined;
  /** What happened, in the past tense. */
  children: ReactNode;
  /** The form that takes it back: its button reads "Undo". */
  action?: ReactNode;
  onDismiss?: (() => void) | undefined;
}

export function Toast({ icon = "tick", children, action, onDismiss }: ToastProps) {
  return (
    <div className="toast">
      <Icon name={icon} />
      <span className="toast-words">{children}</span>
      {action}
      {onDismiss && (
        <button
          className="button button-quiet button-square"
          type="button"
          aria-label="Dismiss"
          onClick={onDismiss}
        >
          <Icon name="cross" />
        </button>
      )}
    </div>
  );
}
