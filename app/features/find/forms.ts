import { z } from "zod";
import { paths } from "~/paths";

/** The pages that search for people: nothing else is led to. */
const searching = [
  paths.patients(),
  paths.plans(),
  paths.planNew(),
  paths.book(),
  paths.find(),
  paths.audit(),
  paths.auditPatient(),
] as const;

/** A search as a form sends it: where it leads, and what else stands in that address. */
export const searchForm = z
  .object({ where: z.enum(searching, "Search from a page that has a search") })
  .catchall(z.string().max(1000, "Use at most 1,000 characters"));

export const findForm = z.object({ q: z.string().max(1000, "Use at most 1,000 characters").default("") });
