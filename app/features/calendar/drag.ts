import { dayAndMonth, minutesToClock } from "~/domain/words-of-time";
import { paths } from "~/paths";
import { gapBars } from "./drag-gaps";
import { isHere, targetsIn, type Start, type Starts, type Target } from "./drag-targets";
import { minuteAt, pixelsPerMinute } from "./grid-math";
import { swallowClick } from "./swallow-click";

/** Where a dragged session was let go, and who and what is free there; null where the place names nobody. */
export interface Drop {
  sessionId: string;
  version: string;
  start: Start;
  physicianId: string | null;
  roomId: string | null;
  deviceId: string | null;
  /** A gap would leave its range: what becomes of the later sessions is asked first. */
  asks: boolean;
  words: string;
}

const thresholdPx = 6;

/** Follows a pointer that went down on a block. Nothing moves before the threshold; Escape puts everything back. */
export function beginDrag(
  grid: HTMLElement,
  block: HTMLElement,
  down: PointerEvent,
  { onDrop }: { onDrop: (drop: Drop) => void },
) {
  const ended = new AbortController();
  const { signal } = ended;
  let dragging: Dragging | null = null;
  const finish = () => {
    ended.abort();
    dragging?.putBack();
  };
  const on = <Type extends keyof DocumentEventMap>(
    type: Type,
    listener: (event: DocumentEventMap[Type]) => void,
  ) => document.addEventListener(type, listener, { signal });
  on("pointermove", (event) => {
    if (!dragging && Math.hypot(event.clientX - down.clientX, event.clientY - down.clientY) < thresholdPx)
      return;
    event.preventDefault();
    dragging ??= new Dragging(grid, block, down);
    dragging.follow(event);
  });
  on("pointerup", () => {
    const drop = dragging?.drop() ?? null;
    if (dragging) swallowClick(grid);
    finish();
    if (drop) onDrop(drop);
  });
  on("pointercancel", finish);
  on("keydown", (event) => {
    if (event.key !== "Escape") return;
    event.preventDefault();
    finish();
  });
}

class Dragging {
  private readonly ghost: HTMLElement;
  private readonly card: HTMLElement;
  private readonly offset: { x: number; y: number };
  private readonly boxes: HTMLElement[] = [];
  private targets: Target[] = [];
  private over: Target | null = null;
  private readonly asked = new AbortController();
  /** Read once: asked for at each move it would have the page laid out each time. */
  private readonly perMinute: number;

  constructor(
    private readonly grid: HTMLElement,
    private readonly block: HTMLElement,
    down: PointerEvent,
  ) {
    const box = block.getBoundingClientRect();
    this.perMinute = pixelsPerMinute(grid);
    this.offset = { x: down.clientX - box.left, y: down.clientY - box.top };
    this.ghost = block.cloneNode(true) as HTMLElement;
    this.ghost.classList.add("is-ghost");
    this.ghost.style.cssText += `;width:${box.width}px;height:${box.height}px`;
    this.card = document.createElement("div");
    this.card.className = "drag-card";
    this.card.setAttribute("role", "status");
    document.body.append(this.ghost, this.card);
    document.body.dataset["dragging"] = "";
    block.classList.add("is-origin");
    document.querySelector<HTMLElement>(".cal-popover:popover-open")?.hidePopover();
    this.say("Looking for free places…");
    void this.load();
  }

  private async load() {
    const days = [...this.grid.querySelectorAll<HTMLElement>(".cal-column")].flatMap(
      (column) => column.dataset["day"] ?? [],
    );
    const from = days[0] ?? this.grid.dataset["day"] ?? "";
    const to = days.at(-1) ?? from;
    try {
      const url = paths.openings({ session: this.block.dataset["id"] ?? "", from, to });
      const reply = await fetch(url, { signal: this.asked.signal, headers: { Accept: "application/json" } });
      if (!reply.ok) throw new Error("refused");
      const found = (await reply.json()) as Starts;
      this.show(found);
      this.say(
        found.starts.length > 0 ? "Drop on a marked place" : "Nothing is free here. Esc puts it back.",
      );
    } catch {
      if (!this.asked.signal.aborted) this.say("The free places could not be read. Esc puts it back.");
    }
  }

  private show({ starts, days }: Starts) {
    for (const column of this.grid.querySelectorAll<HTMLElement>(".cal-column")) {
      for (const start of starts) {
        this.targets.push(
          ...targetsIn(column, start, this.grid, days[start.day] ?? null).filter(
            (target) => !isHere(target, this.block),
          ),
        );
      }
    }
    for (const target of this.targets) {
      const box = document.createElement("div");
      box.className = target.then?.legal === false ? "drag-target is-outside" : "drag-target";
      box.style.cssText = `--s:${target.start.start};--l:${target.lane};--n:${target.lanes}`;
      box.textContent = minutesToClock(target.start.start);
      target.column.append(box);
      this.boxes.push(box);
    }
  }

  follow(event: PointerEvent) {
    this.ghost.style.translate = `${event.clientX - this.offset.x}px ${event.clientY - this.offset.y}px`;
    this.card.style.translate = `${Math.min(event.clientX + 24, innerWidth - 300)}px ${event.clientY + 12}px`;
    scrollNearEdge(this.grid, event);
    const over = this.targetUnder(event);
    if (over === this.over) return;
    this.over = over;
    for (const [index, box] of this.boxes.entries())
      box.classList.toggle("is-over", this.targets[index] === over);
    if (over) this.say(wordsOf(over, this.block), over.then && gapBars(over.then));
    else this.say("Drop on a marked place");
  }

  private targetUnder(event: PointerEvent): Target | null {
    const column = document
      .elementFromPoint(event.clientX, event.clientY)
      ?.closest<HTMLElement>(".cal-column");
    if (!column) return null;
    const top = event.clientY - this.offset.y + this.perMinute * 7;
    const { minute } = minuteAt(this.grid, column, top);
    const box = column.getBoundingClientRect();
    const across = (event.clientX - box.left) / box.width;
    const here = this.targets.filter((target) => target.column === column && target.start.start === minute);
    return (
      here.find(({ lane, lanes }) => across >= lane / lanes && across < (lane + 1) / lanes) ?? here[0] ?? null
    );
  }

  drop(): Drop | null {
    if (!this.over) return null;
    const { start, physicianId, roomId, deviceId } = this.over;
    const { id, v } = this.block.dataset;
    return {
      sessionId: id ?? "",
      version: v ?? "",
      start,
      physicianId,
      roomId,
      deviceId,
      asks: this.over.then?.legal === false,
      words: wordsOf(this.over, this.block),
    };
  }

  putBack() {
    this.asked.abort();
    for (const box of this.boxes) box.remove();
    this.ghost.remove();
    this.card.remove();
    this.block.classList.remove("is-origin");
    delete document.body.dataset["dragging"];
  }

  private say(words: string, bars: HTMLElement | null = null) {
    this.card.replaceChildren(words, ...(bars ? [bars] : []));
  }
}

function wordsOf({ start, column }: Target, block: HTMLElement): string {
  const before = minutesToClock(Number(block.style.getPropertyValue("--s")));
  const day = column.dataset["day"] ? `${dayAndMonth(start.day)}, ` : "";
  return `${before} → ${day}${minutesToClock(start.start)}, ${column.getAttribute("aria-label") ?? ""}.`;
}

const edgePx = 40;

function scrollNearEdge(grid: HTMLElement, { clientX, clientY }: PointerEvent) {
  const box = grid.getBoundingClientRect();
  const push = (at: number, from: number, to: number) =>
    at < from + edgePx ? -12 : at > to - edgePx ? 12 : 0;
  grid.scrollBy(push(clientX, box.left, box.right), push(clientY, box.top + 60, box.bottom));
}
