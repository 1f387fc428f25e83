import { z } from "zod";
import { day, id, line, searchText, version, wholeNumber } from "~/words/fields";

const what = {
  product: line("Enter the product, with its strength", 120),
  lotNumber: line("Enter the lot number as it stands on the vial", 60),
  expiresOn: day("Enter the last day on which it may be used"),
};

/** Everything the stock's page takes: a lot received, corrected, counted, taken out of use or back into it. */
export const stockForm = z.discriminatedUnion(
  "intent",
  [
    z.object({
      intent: z.literal("receive"),
      clinicId: z.uuid("Choose a clinic"),
      ...what,
      received: wholeNumber("Enter how many vials came", 1, 100_000),
    }),
    z.object({ intent: z.literal("correct"), lotId: id, version, ...what }),
    z.object({
      intent: z.literal("add"),
      lotId: id,
      vials: wholeNumber("Enter how many vials came", 1, 100_000),
    }),
    z.object({
      intent: z.literal("count"),
      lotId: id,
      left: wholeNumber("Enter how many vials are on the shelf", 0, 100_000),
    }),
    z.object({
      intent: z.literal("retire"),
      lotId: id,
      reason: line("Say why it is taken out of use", 500),
    }),
    z.object({ intent: z.literal("use-again"), lotId: id }),
  ],
  "Choose what to do with the lot",
);
export type StockInput = z.output<typeof stockForm>;

export const lotId = (text: string | null | undefined): string | null => id.safeParse(text).data ?? null;
export const lotSearch = (query: URLSearchParams): string => searchText.catch("").parse(query.get("q") ?? "");
