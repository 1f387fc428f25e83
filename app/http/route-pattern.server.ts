import type { ServerBuild } from "@remix-run/node";

const own = new Set(["/healthz", "/readyz", "/__manifest"]);

/**
 * The route that a path belongs to, as "/plans/:id/edit": what logs and metrics say of a request. A path itself may hold
 * anything that somebody typed.
 */
export function patternsOf(build: ServerBuild): (path: string) => string {
  const patterns = Object.values(build.routes)
    .flatMap(({ path }) => (path === undefined || path === "*" ? [] : [path.split("/")]))
    // Those with more that is fixed come first.
    .sort((a, b) => a.filter(isOpen).length - b.filter(isOpen).length);
  return (path) => {
    if (own.has(path)) return path;
    if (path.startsWith("/assets/")) return "/assets/*";
    const plain = path.replace(/\/?_root\.data$|\.data$/, "");
    const parts = plain.split("/").filter(Boolean);
    if (parts.length === 0) return "/";
    const found = patterns.find(
      (pattern) =>
        pattern.length === parts.length && pattern.every((part, at) => isOpen(part) || part === parts[at]),
    );
    return found ? `/${found.join("/")}` : "/*";
  };
}

const isOpen = (part: string) => part.startsWith(":");
