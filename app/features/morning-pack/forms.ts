import { z } from "zod";
import { day, id } from "~/words/fields";

export const makeForm = z.object({ clinicId: id });

/** Which day's pack; what cannot be read counts as today. */
export const readPackDay = (params: URLSearchParams) =>
  day("").nullable().catch(null).parse(params.get("day"));
