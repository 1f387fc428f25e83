import { useSyncExternalStore } from "react";
import { createPortal } from "react-dom";
import { Button } from "~/ui/button";
import { Notice } from "~/ui/notice";
import "./expiry-warning.css";
import { allUnanswered, watchUnanswered } from "./unanswered";

/** Says over the page as it stands that the server did not answer, with the way to ask again. */
export function UnansweredNotice() {
  const all = useSyncExternalStore(watchUnanswered, allUnanswered, allUnanswered);
  if (all.length === 0) return null;
  const isWrite = all.some((one) => one.isWrite);
  const isSilent = all.every((one) => one.isSilent);
  const notice = (
    <div className="expiry-warning">
      <Notice
        tone="error"
        announce
        title={isSilent ? "No answer yet:" : isWrite ? "Not sent:" : "Not loaded:"}
        action={
          <Button type="button" onClick={() => all.forEach((one) => one.again())}>
            Try again
          </Button>
        }
      >
        the practice’s server {isSilent ? "is silent" : "could not be reached"}.{" "}
        {isWrite ? "What you typed is still here" : "This page is as it was"}; {isSilent && "wait, or "}try
        again.
      </Notice>
    </div>
  );
  // Beside an open dialog nothing else can be pressed.
  return createPortal(notice, document.querySelector("dialog:modal, :popover-open") ?? document.body);
}
