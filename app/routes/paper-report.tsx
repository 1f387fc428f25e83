import { data, redirect, type LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { CodePage } from "~/features/report-links/code-page";
import { findByPaperCode } from "~/features/report-links/paper.server";
import { requireActor } from "~/http/actor.server";
import { paths } from "~/paths";
import { searchText } from "~/words/fields";

export const meta = () => [{ title: "Enter a paper form · Tendon" }];

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireActor(request, "report.enter");
  const code = searchText.parse(new URL(request.url).searchParams.get("code") ?? "");
  if (code === "") return { code, fault: null };
  const [found, ...others] = await findByPaperCode(actor, code);
  if (found && others.length === 0) {
    return redirect(paths.planReport(found.planId, { report: found.reportId }));
  }
  const fault = found
    ? "Two reports have this code. Open the patient’s plan instead"
    : "No report at your clinics has this code. Look at the form again, or open the patient’s plan";
  return data({ code, fault }, { status: 400 });
}

export default function PaperReport() {
  return <CodePage {...useLoaderData<typeof loader>()} />;
}
