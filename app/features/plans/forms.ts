import { z } from "zod";
import { planStatuses, regions } from "~/domain/vocabulary";
import { id, line } from "~/words/fields";
import {
  firstDirection,
  planColumns,
  planShows,
  planSorts,
  usualSort,
  type PlanColumn,
  type PlanFilter,
} from "./filter";

const isStorable = (text: string) => !text.includes("\u0000") && text.isWellFormed();
const none = <T extends z.ZodType>(schema: T) => schema.nullable().catch(null);

/** One schema for the URL, the saved views and the CSV. What it cannot read it leaves out: a URL is never an error. */
export const planFilter = z
  .object({
    show: z.enum(planShows).nullable().catch(null),
    q: z
      .string()
      .transform((text) => text.trim().slice(0, 80))
      .refine(isStorable)
      .catch(""),
    region: none(z.enum(regions)),
    physician: none(id),
    status: none(z.enum(planStatuses)),
    sort: none(z.enum(planSorts)),
    direction: none(z.enum(["ascending", "descending"])),
    page: z.coerce.number().int().min(1).max(10_000).catch(1),
    columns: none(
      z
        .string()
        .max(200)
        .transform((text) => columnsIn(text.split(","))),
    ),
  })
  .transform(({ show, sort, direction, ...rest }): PlanFilter => {
    // A status asked for by name lies outside the views that mean one of their own.
    const shown = rest.status && show !== "unanswered" ? "all" : (show ?? "attention");
    const usual = usualSort[shown];
    if (!sort) return { ...rest, show: shown, ...usual };
    return { ...rest, show: shown, sort, direction: direction ?? firstDirection(sort) };
  });

const columnsIn = (names: readonly string[]): PlanColumn[] =>
  planColumns.filter((column) => names.includes(column));

/** The filter that a URL's query means. The columns' form sends each box by itself, links all in one. */
export function readPlanFilter(query: URLSearchParams): PlanFilter {
  const boxes = query.getAll("column");
  return planFilter.parse({
    ...Object.fromEntries([...query].reverse()),
    columns: boxes.length > 0 ? boxes.join(",") : query.get("columns"),
  });
}

/** What the table's page takes: a view saved or deleted. */
export const viewForm = z.discriminatedUnion("intent", [
  z.object({
    intent: z.literal("save-view"),
    name: line("Give the view a name", 60),
    query: z.string().max(2000).default(""),
  }),
  z.object({ intent: z.literal("delete-view"), id }),
]);

/** The plan that a URL names, or null for what is no id. */
export const planId = (params: { id?: string | undefined }): string | null =>
  id.safeParse(params.id).data ?? null;
