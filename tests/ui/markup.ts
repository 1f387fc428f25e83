import type { ReactElement } from "react";
import { renderToString } from "react-dom/server";

export interface Tag {
  name: string;
  attributes: Map<string, string>;
}

const entities: Record<string, string> = { amp: "&", lt: "<", gt: ">", quot: '"', "#x27": "'" };

/** The start tags of what the server would send; React closes and quotes everything, so this need not be a parser. */
export function tags(element: ReactElement): Tag[] {
  return [...renderToString(element).matchAll(/<([a-z][\w-]*)((?:\s+[\w:-]+(?:="[^"]*")?)*)\s*\/?>/gi)].map(
    ([, name = "", attributes = ""]) => ({
      name: name.toLowerCase(),
      attributes: new Map(
        [...attributes.matchAll(/([\w:-]+)(?:="([^"]*)")?/g)].map(([, key = "", value = ""]) => [
          key.toLowerCase(),
          value.replace(/&(#?\w+);/g, (whole, code: string) => entities[code] ?? whole),
        ]),
      ),
    }),
  );
}

export function attribute(tag: Tag | undefined, name: string): string | undefined {
  return tag?.attributes.get(name);
}

/** Ids that something points at and nothing has, or that two things have. */
export function brokenIds(element: ReactElement): string[] {
  const all = tags(element);
  const ids = all.flatMap((tag) => attribute(tag, "id") ?? []);
  const pointers = ["for", "aria-describedby", "aria-labelledby", "popovertarget"];
  const wanted = all.flatMap((tag) => [
    ...pointers.flatMap((name) => attribute(tag, name)?.split(" ") ?? []),
    ...(/^#(.+)/.exec(attribute(tag, "href") ?? "")?.slice(1) ?? []).map((hash) => decodeURIComponent(hash)),
  ]);
  const twice = ids.filter((id, place) => ids.indexOf(id) !== place);
  return [...wanted.filter((id) => !ids.includes(id)), ...twice];
}

/** Where the page's links lead, in order. */
export function links(element: ReactElement): string[] {
  return tags(element).flatMap((tag) => (tag.name === "a" ? (attribute(tag, "href") ?? []) : []));
}
