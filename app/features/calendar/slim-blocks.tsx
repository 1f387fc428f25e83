import { Component, createRef } from "react";
import { minutesToClock } from "~/domain/words-of-time";
import { paths } from "~/paths";
import { factsWords, lookWords } from "./block-words";
import type { Laned } from "./lanes";

interface Column {
  blocks: readonly Laned[];
  /** Of physicians and rooms: no head says whose lane it is. */
  names: ReadonlyMap<string, string>;
  /** By physician: a hue of its own instead of the state's. */
  hues: ReadonlyMap<string, number> | null;
}

/**
 * A week's column of blocks as one text of markup, one element each. As 500 elements React made them in half of the
 * page's time on the server (measured, see README's Decisions); a text it hands on as it is.
 */
export const slimMarkup = ({ blocks, names, hues }: Column): string =>
  blocks
    .map((block) =>
      blockMarkup(
        block,
        [block.row.physician, block.row.room].flatMap((id) => names.get(id) ?? []),
        hues?.get(block.row.physician) ?? null,
      ),
    )
    .join("");

function blockMarkup({ row, lane, lanes }: Laned, where: string[], hue: number | null): string {
  const name = escapeMarkup(row.name);
  // In two lines: it is what a tooltip, a phone and a sheet of paper show.
  const label = `${minutesToClock(row.start)} ${name}\n${escapeMarkup([factsWords(row), ...where].join(", "))}`;
  const place = `--s:${row.start};--d:${row.length};--t:${row.treatFrom};--u:${row.treatTo};--l:${lane};--n:${lanes}`;
  const [id, href] = [escapeMarkup(row.id), escapeMarkup(paths.session(row.id))];
  const moves = row.version > 0 ? ` data-v="${row.version}"` : "";
  return `<a class="blk slim ${lookWords(row, hue)}" href="${href}" data-id="${id}"${moves} aria-label="${label}" style="${place}">${name}</a>`;
}

const entities: Record<string, string> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/** Text as it may stand between tags and in a quoted attribute. */
const escapeMarkup = (text: string) => text.replace(/[&<>"']/g, (mark) => entities[mark] ?? "");

/** Puts the markup in, and the focus back on the same session where the change took its element away. */
export class SlimBlocks extends Component<Column> {
  private readonly holder = createRef<HTMLDivElement>();

  override getSnapshotBeforeUpdate(): string | null {
    const { activeElement } = document;
    const isHere = activeElement instanceof HTMLElement && this.holder.current?.contains(activeElement);
    return isHere ? (activeElement.dataset["id"] ?? null) : null;
  }

  override componentDidUpdate(_: unknown, __: unknown, focused: string | null) {
    const holder = this.holder.current;
    if (!focused || !holder || holder.contains(document.activeElement)) return;
    holder.querySelector<HTMLElement>(`[data-id="${CSS.escape(focused)}"]`)?.focus({ preventScroll: true });
  }

  override render() {
    return (
      <div
        ref={this.holder}
        className="cal-slim"
        // eslint-disable-next-line no-restricted-syntax -- every text in it went through escapeMarkup, which a property test holds
        dangerouslySetInnerHTML={{ __html: slimMarkup(this.props) }}
      />
    );
  }
}
