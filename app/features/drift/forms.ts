import { z } from "zod";
import { checkpointDecisions } from "~/domain/vocabulary";
import { prose } from "~/words/fields";

export const checkpointForm = z.object({
  decision: z.enum(checkpointDecisions, "Choose how the course goes on"),
  note: prose(1000),
});
