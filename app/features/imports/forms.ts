import { z } from "zod";
import { id } from "~/words/fields";
import { dateOrders, fieldsOf, type ImportKind } from "./fields";
import { tooLargeWords } from "./too-large";

export const uploadForm = (mostBytes: number) =>
  z.object({
    kind: z.enum(["patients", "visits"], "Choose what the file holds"),
    clinicId: z.uuid("Choose the clinic"),
    file: z
      .instanceof(File, { error: "Choose a file" })
      .refine((file) => file.size > 0 || file.name !== "", "Choose a file")
      .refine((file) => file.size > 0 || file.name === "", "This file is empty. Choose another")
      .refine(
        (file) => file.name === "" || /\.(csv|tsv|txt)$/i.test(file.name),
        "This is no CSV file by its name. Save it as CSV in the program that it comes from",
      )
      .refine((file) => file.size <= mostBytes, tooLargeWords(mostBytes)),
  });

const place = z.coerce.number().int().min(0).max(1000).optional().catch(undefined);
const row = z.coerce.number().int().min(0).max(100_000);
const rows = z
  .string()
  .max(2000)
  .default("")
  .transform((text) => text.split(",").filter((part) => /^\d{1,6}$/.test(part)))
  .transform((parts) => parts.map(Number));
const leaving = { shown: rows, out: z.array(row).max(500).default([]) };

const keysOf = (kind: ImportKind) => fieldsOf(kind).map(({ key }) => [key, place] as const);

/** What an import's page takes: its mapping, what to leave out, and its end. */
export const importForm = z.discriminatedUnion("intent", [
  z.object({
    intent: z.literal("map"),
    in: z.object(Object.fromEntries([...keysOf("patients"), ...keysOf("visits")])).default({}),
    dateOrder: z.enum(dateOrders).catch("day-first"),
    removeDigits: z.string().optional(),
  }),
  z.object({ intent: z.literal("leave"), ...leaving }),
  z.object({ intent: z.literal("leave-bad"), ...leaving }),
  z.object({ intent: z.literal("apply"), ...leaving }),
  z.object({ intent: z.literal("discard") }),
]);

export type ImportPosted = z.output<typeof importForm>;

const view = z.object({
  step: z.enum(["columns", "check"]).catch("columns"),
  page: z.coerce.number().int().min(1).max(10_000).catch(1),
});

export const readImportView = (query: URLSearchParams) =>
  view.parse(Object.fromEntries([...query].reverse()));

/** The import that a URL names, or null for what is no id. */
export const importId = (params: { id?: string | undefined }): string | null =>
  id.safeParse(params.id).data ?? null;
