import { useSyncExternalStore } from "react";
import { createPortal } from "react-dom";
import { Button } from "~/ui/button";
import { Notice } from "~/ui/notice";
import "./expiry-warning.css";
import { useUnansweredWords } from "./page-handle";
import { allUnanswered, watchUnanswered } from "./unanswered";

/** Says over the page as it stands that the server did not answer, with the way to ask again. */
export function UnansweredNotice() {
  const all = useSyncExternalStore(watchUnanswered, allUnanswered, allUnanswered);
  const words = useUnansweredWords();
  if (all.length === 0) return null;
  const isWrite = all.some((one) => one.isWrite);
  const isSilent = all.every((one) => one.isSilent);
  const notice = (
    <div className="expiry-warning">
      <Notice
        tone="error"
        announce
        title={words.title({ isSilent, isWrite })}
        action={
          <Button type="button" onClick={() => all.forEach((one) => one.again())}>
            {words.again}
          </Button>
        }
      >
        {words.text({ isSilent, isWrite })}
      </Notice>
    </div>
  );
  // Beside an open dialog nothing else can be pressed.
  return createPortal(notice, document.querySelector("dialog:modal, :popover-open") ?? document.body);
}
