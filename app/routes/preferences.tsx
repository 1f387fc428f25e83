import { redirect, type ActionFunctionArgs } from "@remix-run/node";
import { z } from "zod";
import { requireActor } from "~/http/actor.server";
import { preferenceCookie } from "~/http/cookies.server";
import { localPath } from "~/http/local-path.server";
import { readForm } from "~/http/read-form.server";

const preferencesForm = z.object({
  theme: z.enum(["system", "light", "dark"], "Choose a theme"),
  back: z.string().max(2000).default("/"),
});

export async function action({ request }: ActionFunctionArgs) {
  await requireActor(request, "self.write");
  const form = await readForm(request, preferencesForm);
  if (!form.ok) return Response.json(form.faults, { status: 400 });
  throw redirect(localPath(form.data.back), {
    headers: { "Set-Cookie": preferenceCookie("theme", form.data.theme) },
  });
}
