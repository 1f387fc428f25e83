/** A path on this site, or "/": nothing that a browser could read as another host. */
export function localPath(text: string | null | undefined): string {
  if (!text || !/^\/(?![/\\])[\x21-\x7e]*$/.test(text) || text.includes("\\")) return "/";
  const here = new URL("http://here.invalid");
  const url = URL.canParse(text, here.href) ? new URL(text, here) : here;
  const path = url.pathname + url.search + url.hash;
  // "/.//elsewhere" is a path on this site until its dots are resolved.
  return url.origin === here.origin && !path.startsWith("//") ? path : "/";
}

/** What a browser saves instead of showing: a page that led there would stay on the screen. */
export const isDownload = (path: string) => /[./](csv|json|ics|html)(\?|$)|\/file(\?|$)/.test(path);
