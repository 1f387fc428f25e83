import { z } from "zod";
import { id } from "~/words/fields";

export const alertForm = z.object({ alertId: id });
