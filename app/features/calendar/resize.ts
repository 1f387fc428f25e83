import { minutesToClock } from "~/domain/words-of-time";
import { pixelsPerMinute } from "./grid-math";
import { swallowClick } from "./swallow-click";

/** A session whose lower edge was let go: its minutes of treatment, and of recovery before and after. */
export interface Resize {
  sessionId: string;
  version: string;
  treat: number;
  was: number;
  recover: number;
  /** What the block is drawn by, put back where the change is refused. */
  block: HTMLElement;
}

const stepMinutes = 5;
const mostMinutes = 240;

/** Follows a pointer that went down on the edge, in steps of five minutes of recovery. Escape puts it back. */
export function beginResize(
  grid: HTMLElement,
  block: HTMLElement,
  down: PointerEvent,
  { onResize }: { onResize: (resize: Resize) => void },
) {
  const ended = new AbortController();
  const { signal } = ended;
  const own = (name: string) => Number(block.style.getPropertyValue(name));
  const [start, from, until, length] = [own("--s"), own("--t"), own("--u"), own("--d")];
  const was = length - until;
  let recover = was;
  const card = document.createElement("div");
  card.className = "drag-card";
  card.setAttribute("role", "status");

  const draw = (minutes: number) => block.style.setProperty("--d", String(until + minutes));
  const finish = () => {
    ended.abort();
    card.remove();
    block.classList.remove("is-resized");
    delete document.body.dataset["resizing"];
  };
  document.addEventListener(
    "pointermove",
    (event) => {
      event.preventDefault();
      const moved = (event.clientY - down.clientY) / pixelsPerMinute(grid);
      const wanted = Math.round((was + moved) / stepMinutes) * stepMinutes;
      recover =
        Math.abs(moved) < stepMinutes / 2
          ? was
          : Math.min(Math.max(wanted, 0), mostMinutes, 1440 - start - until);
      if (!card.isConnected) {
        document.body.append(card);
        document.body.dataset["resizing"] = "";
        block.classList.add("is-resized");
      }
      draw(recover);
      card.textContent = `Recovery ${was} → ${recover} min, until ${minutesToClock(start + until + recover)}`;
      card.style.translate = `${Math.min(event.clientX + 24, innerWidth - 300)}px ${event.clientY + 12}px`;
    },
    { signal },
  );
  document.addEventListener(
    "pointerup",
    () => {
      if (card.isConnected) swallowClick(grid);
      finish();
      const { id = "", v = "" } = block.dataset;
      if (recover !== was) onResize({ sessionId: id, version: v, treat: until - from, was, recover, block });
    },
    { signal },
  );
  const putBack = () => {
    draw(was);
    finish();
  };
  document.addEventListener("pointercancel", putBack, { signal });
  document.addEventListener(
    "keydown",
    (event) => {
      if (event.key !== "Escape") return;
      event.preventDefault();
      putBack();
    },
    { signal },
  );
}
