import { useCallback, useEffect, useRef } from "react";
import type { MouseEvent, ReactNode, SyntheticEvent } from "react";
import { Icon } from "./icon";
import "./dialog.css";

interface DialogProps {
  title: string;
  /** Where closing leads, for a dialog that has its own URL; then it opens and closes without JavaScript. */
  closeHref?: string | undefined;
  /** For a dialog that is only a state of the page. */
  onClose?: (() => void) | undefined;
  /** Buttons at the foot, the primary last. */
  footer?: ReactNode;
  size?: "medium" | "wide" | undefined;
  children: ReactNode;
}

/**
 * Open while it is rendered: server-rendered open, made modal when JavaScript arrives. Leave it out of the
 * tree to close it; focus then goes back to where it was.
 */
export function Dialog({ title, closeHref, onClose, footer, size = "medium", children }: DialogProps) {
  const shown = useRef<HTMLDialogElement | null>(null);
  const closeLink = useRef<HTMLAnchorElement>(null);
  const hold = useCallback((dialog: HTMLDialogElement | null) => {
    if (!dialog) shown.current?.close();
    shown.current = dialog;
  }, []);

  useEffect(() => {
    shown.current?.removeAttribute("open");
    shown.current?.showModal();
  }, []);

  function close() {
    if (closeHref === undefined) onClose?.();
    else closeLink.current?.click();
  }
  function closeOnEscape(event: SyntheticEvent) {
    event.preventDefault();
    close();
  }
  function closeOnBackdrop(event: MouseEvent) {
    if (event.target === shown.current) close();
  }

  return (
    // eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- Esc is the key for the backdrop
    <dialog
      className={`dialog dialog-${size}`}
      open
      ref={hold}
      onCancel={closeOnEscape}
      onClose={close}
      onMouseDown={closeOnBackdrop}
      aria-label={title}
    >
      <div className="dialog-inside">
        <h2 className="dialog-title">{title}</h2>
        <div className="dialog-body">{children}</div>
        {footer && <div className="dialog-footer">{footer}</div>}
        {closeHref === undefined ? (
          <button className="dialog-close" type="button" aria-label="Close" onClick={onClose}>
            <Icon name="cross" />
          </button>
        ) : (
          <a className="dialog-close" href={closeHref} ref={closeLink} aria-label="Close">
            <Icon name="cross" />
          </a>
        )}
      </div>
    </dialog>
  );
}
