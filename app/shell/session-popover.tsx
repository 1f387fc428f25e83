import { useFetcher } from "@remix-run/react";
import { lazy, Suspense, useEffect, useLayoutEffect, useRef } from "react";
import type { loader } from "~/routes/sessions.$id._index";
import { paths } from "~/paths";

const SessionCard = lazy(() =>
  import("~/features/sessions/session-card").then((module) => ({ default: module.SessionCard })),
);

interface Props {
  sessionId: string;
  block: HTMLElement;
  onClose: () => void;
}

const gapPx = 8;

/** A session's card beside its block. Loads the session's own route; Escape or a press elsewhere closes it. */
export function SessionPopover({ sessionId, block, onClose }: Props) {
  const box = useRef<HTMLDivElement>(null);
  const { load, data } = useFetcher<typeof loader>();

  useEffect(() => load(paths.session(sessionId)), [load, sessionId]);

  useEffect(() => {
    const popover = box.current;
    if (!popover) return;
    popover.showPopover();
    popover.focus({ preventScroll: true });
    block.classList.add("is-open");
    const escape = (event: KeyboardEvent) => {
      if (event.key === "Escape" && !event.defaultPrevented) popover.hidePopover();
    };
    const closed = (event: Event) => {
      if ((event as ToggleEvent).newState !== "closed") return;
      block.focus({ preventScroll: true });
      onClose();
    };
    popover.addEventListener("toggle", closed);
    popover.addEventListener("keydown", escape);
    return () => {
      popover.removeEventListener("keydown", escape);
      popover.removeEventListener("toggle", closed);
      block.classList.remove("is-open");
    };
    // eslint-disable-next-line react-hooks/exhaustive-deps -- made anew for each session (its key), so what it opened on stays
  }, []);

  useLayoutEffect(() => {
    const popover = box.current;
    if (!popover) return;
    const placed = new ResizeObserver(() => place(popover, block.getBoundingClientRect()));
    placed.observe(popover);
    return () => placed.disconnect();
  }, [block]);

  return (
    <div
      className="cal-popover"
      ref={box}
      role="dialog"
      aria-label="Session"
      tabIndex={-1}
      {...{ popover: "auto" }}
    >
      {data ? (
        <Suspense fallback={<p className="cal-popover-wait">Reading…</p>}>
          <SessionCard session={data.session} inPopover />
        </Suspense>
      ) : (
        <p className="cal-popover-wait">Reading…</p>
      )}
    </div>
  );
}

/** Right of the block, else left of it, and always whole on the screen. */
function place(popover: HTMLElement, block: DOMRect) {
  const { width, height } = popover.getBoundingClientRect();
  const right = block.right + gapPx;
  const left = right + width > innerWidth - gapPx ? block.left - gapPx - width : right;
  const top = Math.min(block.top, innerHeight - height - gapPx);
  popover.style.left = `${Math.max(gapPx, left)}px`;
  popover.style.top = `${Math.max(gapPx, top)}px`;
}
