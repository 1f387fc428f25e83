import { z } from "zod";
import { allPlanMoves } from "~/domain/plan";
import { guidances, planStatuses, regions, sides, stopReasons, structureKinds } from "~/domain/vocabulary";
import { id, line, prose, version, wholeNumber } from "~/words/fields";
import {
  countedKinds,
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

const search = z
  .string()
  .transform((text) => text.trim().slice(0, 80))
  .refine(isStorable)
  .catch("");

const month = z.string().regex(/^(19|20|21)\d\d-(0[1-9]|1[0-2])$/);
/** "3-months.2025-11.2026-10" */
const counted = z
  .string()
  .transform((text) => text.split("."))
  .pipe(z.tuple([z.enum(countedKinds), month, month]))
  .transform(([kind, from, to]) => ({ kind, from, to }));

/** One schema for the URL, the saved views and the CSV. What it cannot read it leaves out: a URL is never an error. */
export const planFilter = z
  .object({
    show: z.enum(planShows).nullable().catch(null),
    q: search,
    region: none(z.enum(regions)),
    physician: none(id),
    status: none(z.enum(planStatuses)),
    guidance: none(z.enum(guidances)),
    counted: none(counted),
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
    const shown = (rest.status || rest.counted) && show !== "unanswered" ? "all" : (show ?? "attention");
    const usual = usualSort[shown];
    if (!sort) return { ...rest, show: shown, ...usual };
    return { ...rest, show: shown, sort, direction: direction ?? firstDirection(sort) };
  });

/** Those that are known; without any, the usual ones. */
function columnsIn(names: readonly string[]): PlanColumn[] | null {
  const known = planColumns.filter((column) => names.includes(column));
  return known.length > 0 ? known : null;
}

/** The filter that a URL's query means. The columns' form sends each box by itself, links all in one. */
export function readPlanFilter(query: URLSearchParams): PlanFilter {
  const boxes = query.getAll("column");
  return planFilter.parse({
    ...Object.fromEntries([...query].reverse()),
    columns: boxes.length > 0 ? boxes.join(",") : query.get("columns"),
  });
}

const idList = z
  .string()
  .max(4000)
  .default("")
  .transform((text) => text.split(",").filter(Boolean))
  .pipe(z.array(id).max(60));

/** Several plans held or resumed at once, each with the sessions that were shown to go with it. */
export const movePlansForm = z.object({
  intent: z.literal("move-plans"),
  move: z.enum(["hold", "resume"]),
  reason: prose(500),
  plans: z
    .array(z.object({ id, released: idList }))
    .min(1, "Choose at least one plan")
    .max(50),
});

/** The plans that were ticked, and what to do with them. */
export function readChosen(query: URLSearchParams): { move: "hold" | "resume"; ids: string[] } | null {
  const move = query.get("move");
  const ids = query.getAll("chosen").filter((text) => id.safeParse(text).success);
  return (move === "hold" || move === "resume") && ids.length > 0 ? { move, ids } : null;
}

/** What was just done to how many plans. */
export function readMoved(query: URLSearchParams): { move: "hold" | "resume"; count: number } | null {
  const moved = z
    .object({ moved: z.enum(["hold", "resume"]), count: z.coerce.number().int().min(1).max(50) })
    .safeParse(Object.fromEntries(query));
  return moved.success ? { move: moved.data.moved, count: moved.data.count } : null;
}

const viewName = line("Give the view a name", 60);

/** What the table's page takes: a view saved, renamed or deleted, plans moved. Which plans are shown, its URL says. */
export const viewForm = z.discriminatedUnion("intent", [
  z.object({ intent: z.literal("save-view"), name: viewName }),
  z.object({ intent: z.literal("rename-view"), id, name: viewName }),
  z.object({ intent: z.literal("delete-view"), id }),
  movePlansForm,
]);

/** `released` names the sessions that the person was shown: others are never given back unseen. */
export const moveForm = z.object({
  move: z.enum(allPlanMoves, "Choose what to do with the plan"),
  reason: prose(500),
  stopReason: z.enum(stopReasons, "Choose why").nullish().default(null),
  released: z.array(id).max(60).default([]),
});

/** A record's id as a URL gives it, or null for what is none. */
export const recordId = (text: string | null | undefined): string | null => id.safeParse(text).data ?? null;
export const planId = (params: { id?: string | undefined }) => recordId(params.id);

/** What is searched for; nothing where it could not be. */
export const searchText = (text: string | null): string => search.parse(text);

const days = (missing: string) => wholeNumber(missing, 1, 365);
const yes = z.literal("yes").nullish().default(null);

const planFields = {
  region: z.enum(regions, "Choose a region"),
  side: z.enum(sides, "Choose a side"),
  guidance: z.enum(guidances, "Choose how the needle is guided"),
  plannedSessions: wholeNumber("Enter how many sessions are planned", 1, 20),
  gapMinDays: days("Enter the shortest gap in days"),
  gapTargetDays: days("Enter the gap you aim at in days"),
  gapMaxDays: days("Enter the longest gap in days"),
  physicianId: z.uuid("Choose a physician"),
  clinicId: z.uuid("Choose a clinic"),
  diagnosis: prose(2000),
  structures: z
    .array(z.object({ kind: z.enum(structureKinds, "Choose a kind"), name: prose(120) }))
    .max(20, "Name at most 20 structures")
    .default([])
    .transform((rows) => rows.filter(({ name }) => name !== "")),
  goal: prose(500),
  baselinePain: wholeNumber("Enter a number from 0 to 10", 0, 10).nullish().default(null),
  symptomMonths: wholeNumber("Enter a number of months", 0, 1200).nullish().default(null),
  baselineFunction: prose(1000),
  notes: prose(4000),
  /** Said after a warning: go on all the same. */
  despite: yes,
};

const gapsInOrder = <T extends { gapMinDays: number; gapTargetDays: number; gapMaxDays: number }>(
  plan: T,
  context: z.RefinementCtx<T>,
) => {
  const fault = (path: keyof T & string, message: string) =>
    context.addIssue({ code: "custom", path: [path], message });
  if (plan.gapTargetDays < plan.gapMinDays) fault("gapTargetDays", "The target lies below the shortest gap");
  if (plan.gapMaxDays < plan.gapTargetDays) fault("gapMaxDays", "The longest gap lies below the target");
};

export const newPlanForm = z.object({ ...planFields, patientId: id, start: yes }).superRefine(gapsInOrder);

export const editPlanForm = z.object({ ...planFields, version }).superRefine(gapsInOrder);

/** Without JavaScript a region's protocol is filled in by the server. */
export const useProtocolForm = z.object({ intent: z.literal("use-protocol"), region: z.enum(regions) });
