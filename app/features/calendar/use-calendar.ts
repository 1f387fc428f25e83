import { useNavigate } from "@remix-run/react";
import { useEffect, useRef, type RefObject } from "react";
import { paths } from "~/paths";
import { laneAt, minuteAt } from "./grid-math";
import { arrowStep, enter, offerSlot, rove } from "./keys";
import { bringIntoView, tickNow } from "./now-line";
import { followSwipe } from "./swipe";
import type { Drop } from "./drag";
import type { Resize } from "./resize";

interface Options {
  clinicId: string;
  mayBook: boolean;
  /** Minutes since the clinic's midnight, when the page was made. */
  nowMinute: number;
  /** Changes with the sessions shown, and with the page's address. */
  rows: string;
  address: string;
  onOpen: (sessionId: string, block: HTMLElement) => void;
  onDrop: (drop: Drop) => void;
  onResize: (resize: Resize) => void;
}

/**
 * The grid's hands: click opens a session, an empty place books, arrows walk sessions and slots, M moves, N books, and
 * a drag moves. Works on the server-rendered markup; what a drag needs is loaded when a pointer first goes down.
 */
export function useCalendar(frame: RefObject<HTMLDivElement>, options: Options) {
  const navigate = useNavigate();
  const current = useRef(options);
  current.current = options;
  const { rows, address, nowMinute } = options;

  useEffect(() => {
    const grid = gridIn(frame);
    if (grid) rove(grid);
  }, [frame, rows, address]);

  useEffect(() => {
    const grid = gridIn(frame);
    if (!grid) return;
    const stop = followSwipe(grid);
    bringIntoView(grid);
    return stop;
  }, [frame, address]);

  useEffect(() => {
    const grid = gridIn(frame);
    return grid ? tickNow(grid, nowMinute) : undefined;
  }, [frame, nowMinute, address]);

  useEffect(() => {
    const grid = gridIn(frame);
    if (!grid) return;
    const listening = new AbortController();
    const on = <Type extends keyof HTMLElementEventMap>(
      type: Type,
      listener: (event: HTMLElementEventMap[Type]) => void,
    ) => grid.addEventListener(type, listener, { signal: listening.signal });

    on("click", (event) => {
      if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey || event.button !== 0) return;
      const block = blockOf(event.target);
      if (block?.dataset["id"]) {
        event.preventDefault();
        current.current.onOpen(block.dataset["id"], block);
      } else if (current.current.mayBook) offerUnder(event, grid, current.current);
    });
    // Set when it is wanted: 500 tooltips would be a quarter of a week's markup.
    on("pointerover", ({ target }) => {
      const block = blockOf(target);
      if (block?.classList.contains("slim")) block.title = block.getAttribute("aria-label") ?? "";
    });
    on("focusin", ({ target }) => {
      const block = blockOf(target);
      if (block) rove(grid, block);
    });
    on("keydown", (event) => {
      const block = blockOf(event.target);
      if (arrowStep(grid, event, current.current)) return;
      if (event.metaKey || event.ctrlKey || event.altKey) return;
      const { id, v } = block?.dataset ?? {};
      const to = { m: paths.sessionMove, r: paths.sessionLength }[event.key.toLowerCase()];
      if (to && id && v) {
        event.preventDefault();
        navigate(to(id));
      }
    });
    // The browser's own dragging of links would take the pointer away.
    on("dragstart", (event) => event.preventDefault());
    on("pointermove", (event) => {
      const block = event.buttons === 0 ? blockOf(event.target) : null;
      block?.classList.toggle("at-edge", isAtEdge(block, event));
    });
    on("pointerout", ({ target }) => blockOf(target)?.classList.remove("at-edge"));
    on("pointerdown", (event) => {
      const block = blockOf(event.target);
      if (!block || event.button !== 0 || !isMovable(block)) return;
      // Let go before the module is here, it was a click: a drag begun then would never end.
      const held = new AbortController();
      const letGo = () => held.abort();
      document.addEventListener("pointerup", letGo, { signal: held.signal });
      document.addEventListener("pointercancel", letGo, { signal: held.signal });
      const begin = isAtEdge(block, event)
        ? import("./resize").then(({ beginResize }) => beginResize)
        : import("./drag").then(({ beginDrag }) => beginDrag);
      void begin.then((follow) => {
        if (!held.signal.aborted) follow(grid, block, event, current.current);
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
        enter(grid, current.current);
      }
    };
    document.addEventListener("keydown", keys, { signal: listening.signal });
    return () => listening.abort();
    // The grid is another element where a day without columns comes between.
  }, [frame, navigate, address]);
}

const gridIn = (frame: RefObject<HTMLDivElement>) =>
  frame.current?.querySelector<HTMLElement>(".cal") ?? null;

const shortcuts: Record<string, string> = { n: "book", f: "free", t: "today", "[": "previous", "]": "next" };

const blockOf = (target: EventTarget | null) =>
  target instanceof Element ? target.closest<HTMLElement>(".blk") : null;

const edgePx = 7;

/** Whether a pointer is at the lower edge of a block that may get another length: only what is booked may. */
const isAtEdge = (block: HTMLElement, { clientY, pointerType }: PointerEvent) =>
  pointerType !== "touch" &&
  block.dataset["v"] !== undefined &&
  block.matches(".cal-day .booked:not(.displaced)") &&
  block.getBoundingClientRect().bottom - clientY <= edgePx;

const isMovable = (block: HTMLElement) =>
  block.dataset["v"] !== undefined &&
  (block.classList.contains("booked") || block.classList.contains("arrived"));

const isTyping = (target: EventTarget | null) =>
  target instanceof Element && target.closest("input, select, textarea, [contenteditable], dialog") !== null;

/** A press on an empty place offers its quarter hour; a second one, on the offer, books. */
function offerUnder(event: MouseEvent, grid: HTMLElement, options: Options) {
  const target = event.target instanceof Element ? event.target : null;
  const column = target?.closest<HTMLElement>(".cal-column");
  if (!column || target?.closest(".slot-cursor, .cal-closed")) return;
  const { minute } = minuteAt(grid, column, event.clientY);
  offerSlot(grid, { column, minute, ...laneAt(column, event.clientX) }, options);
}
