import { routePermissions } from "~/http/route-permissions";
import { inDays, type Site } from "./world";

/** "routes/plans.$id._index" as "/plans/$id"; null for what has no address of its own. */
export function patternOf(route: string): string | null {
  if (route === "root") return null;
  const parts = route
    .replace("routes/", "")
    .replaceAll("[.]", "\u0001")
    .split(".")
    .filter((part) => part !== "_index")
    .map((part) => (part === "$" ? "no-such-page" : part.replaceAll("\u0001", ".")));
  return `/${parts.join("/")}`;
}

/** Whose id a route's address takes. */
export function idFor(route: string, site: Site): string {
  if (route.includes("patients.import.")) return site.importId;
  if (route.includes("patients.")) return site.plan.patientId;
  if (route.includes("plans.$id.status")) return site.waiting[0].id;
  if (/sessions\.\$id\.(record|draft)/.test(route)) return site.sessions.now;
  if (route.includes("lots.")) return site.lotId;
  if (route.includes("plans.")) return site.plan.id;
  if (/sessions\.\$id\.(move|length)/.test(route)) return site.sessions.booked;
  if (route.includes("sessions.")) return site.sessions.cancelled;
  if (route.includes("batch.")) return site.runId;
  if (route.includes("accounts.")) return site.colleague.id;
  if (route.includes("clinics.")) return site.clinicId;
  if (route.includes("audit.")) return site.auditEventId;
  throw new Error(`${route} takes an id of a kind this test does not know`);
}

/** Asked for one record by its query. */
const queries: Record<string, (site: Site) => string> = {
  "routes/sessions.openings": ({ sessions }) =>
    `?session=${sessions.booked}&from=${inDays(20)}&to=${inDays(22)}`,
  "routes/plans.$id.report-link": ({ reports }) => `?report=${reports.asked}`,
  "routes/plans.$id.report-paper": ({ reports }) => `?report=${reports.asked}`,
};

export const takesId = (route: string) => route.includes("$id");

/** Its answer is about one record, and there is none at another clinic. */
export const namesRecord = (route: string) => takesId(route) || route in queries;

export const addressOf = (route: string, site: Site) => {
  const pattern = patternOf(route) ?? "/";
  const path = takesId(route) ? pattern.replace("$id", idFor(route, site)) : pattern;
  return path + (queries[route]?.(site) ?? "");
};

/** Where Remix answers a page's data alone. */
export const dataOf = (address: string) => {
  const [path = "", query] = address.split("?");
  return (path === "/" ? "/_root.data" : `${path}.data`) + (query ? `?${query}` : "");
};

export const everyRoute = Object.entries(routePermissions).filter(([route]) => route !== "root");
