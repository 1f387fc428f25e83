import { useNavigate } from "@remix-run/react";
import { useEffect, useRef, type RefObject } from "react";
import { paths } from "~/paths";
import { clockOf, minuteAt } from "./grid-math";
import { arrowStep, firstFocus } from "./keys";
import type { Drop } from "./drag";

interface Options {
  clinicId: string;
  mayBook: boolean;
  onOpen: (sessionId: string, block: HTMLElement) => void;
  onDrop: (drop: Drop) => void;
}

/**
 * The grid's hands: click opens a session, an empty place books, arrows walk sessions and slots, M moves, N books, and
 * a drag moves. Works on the server-rendered markup; what a drag needs is loaded when a pointer first goes down.
 */
export function useCalendar(frame: RefObject<HTMLDivElement>, options: Options) {
  const navigate = useNavigate();
  const current = useRef(options);
  current.current = options;

  useEffect(() => {
    const root = frame.current?.querySelector<HTMLElement>(".cal");
    if (!root) return;
    const listening = new AbortController();
    const on = <Type extends keyof HTMLElementEventMap>(
      type: Type,
      listener: (event: HTMLElementEventMap[Type]) => void,
    ) => root.addEventListener(type, listener, { signal: listening.signal });

    on("click", (event) => {
      if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey || event.button !== 0) return;
      const block = blockOf(event.target);
      if (block?.dataset["id"]) {
        event.preventDefault();
        current.current.onOpen(block.dataset["id"], block);
      }
    });
    on("dblclick", (event) => {
      const href = current.current.mayBook && bookHref(event, current.current.clinicId);
      if (href) navigate(href);
    });
    on("keydown", (event) => {
      const block = blockOf(event.target);
      if (arrowStep(root, event, current.current)) return;
      if (event.metaKey || event.ctrlKey || event.altKey) return;
      if (event.key.toLowerCase() === "m" && block?.dataset["id"] && current.current.mayBook) {
        event.preventDefault();
        navigate(paths.sessionMove(block.dataset["id"]));
      }
    });
    // The browser's own dragging of links would take the pointer away.
    on("dragstart", (event) => event.preventDefault());
    on("pointerdown", (event) => {
      const block = blockOf(event.target);
      if (!block || event.button !== 0 || !current.current.mayBook || !isMovable(block)) return;
      // Let go before the module is here, it was a click: a drag begun then would never end.
      const held = new AbortController();
      const letGo = () => held.abort();
      document.addEventListener("pointerup", letGo, { signal: held.signal });
      document.addEventListener("pointercancel", letGo, { signal: held.signal });
      void import("./drag").then(({ beginDrag }) => {
        if (!held.signal.aborted) beginDrag(root, block, event, current.current);
        held.abort();
      });
    });
    const keys = (event: KeyboardEvent) => {
      if (event.metaKey || event.ctrlKey || event.altKey || isTyping(event.target)) return;
      const link = document.querySelector<HTMLAnchorElement>(
        `[data-key="${shortcuts[event.key.toLowerCase()] ?? ""}"]`,
      );
      if (link) {
        event.preventDefault();
        link.click();
      } else if (event.key.startsWith("Arrow") && document.activeElement === document.body) {
        event.preventDefault();
        firstFocus(root);
      }
    };
    document.addEventListener("keydown", keys, { signal: listening.signal });
    return () => listening.abort();
  }, [frame, navigate]);
}

const shortcuts: Record<string, string> = { n: "book", t: "today", "[": "previous", "]": "next" };

const blockOf = (target: EventTarget | null) =>
  target instanceof Element ? target.closest<HTMLElement>(".blk") : null;

const isMovable = (block: HTMLElement) =>
  block.classList.contains("booked") || block.classList.contains("arrived");

const isTyping = (target: EventTarget | null) =>
  target instanceof Element && target.closest("input, select, textarea, [contenteditable], dialog") !== null;

/** The booking page for the place under a pointer, on the quarter hour. */
function bookHref(event: MouseEvent, clinic: string): string | null {
  const column = event.target instanceof Element ? event.target.closest<HTMLElement>(".cal-column") : null;
  const grid = column?.closest<HTMLElement>(".cal");
  if (!column || !grid || blockOf(event.target)) return null;
  const { minute } = minuteAt(grid, column, event.clientY);
  const date = column.dataset["day"] ?? grid.dataset["day"];
  return paths.book({ clinic, ...(date && { date }), at: clockOf(minute) });
}
