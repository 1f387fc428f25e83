import { data, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData, type MetaFunction } from "@remix-run/react";
import { ReportEndPage } from "~/features/report-links/end-page";
import { findAskedReport, noteOpened } from "~/features/report-links/find.server";
import { ReportFormPage } from "~/features/report-links/form-page";
import { patientForm } from "~/features/report-links/forms";
import { answerPress } from "~/features/report-links/press.server";
import { currentRequest } from "~/http/context.server";
import { languagesOf } from "~/http/languages.server";
import { readForm } from "~/http/read-form.server";
import { minutesToWaitForLink } from "~/http/throttle.server";
import type { PageHandle } from "~/shell/page-handle";
import { useReply } from "~/shell/use-reply";
import { reportWords } from "~/words/report-form";

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [
  { title: reportWords(page?.language ?? null).title },
  { name: "robots", content: "noindex, nofollow" },
];

export const handle: PageHandle = {
  isPatients: true,
  language: (page) => (page as { language: string }).language,
  unanswered: (page) => reportWords((page as { language: string }).language).unanswered,
};

/** Public: whoever holds the link is asked. Nothing is answered by looking. */
export async function loader({ request }: LoaderFunctionArgs) {
  const now = new Date();
  const { token, asked, words } = await opened(request, now);
  const language = words.code;
  if (asked) {
    if (request.method === "GET") await noteOpened(token, now);
    return data({ token, language, asked, minutesToWait: null });
  }
  const minutesToWait = await minutesToWaitForLink(currentRequest().address);
  return data({ token: "", language, asked, minutesToWait }, { status: minutesToWait ? 429 : 404 });
}

/** Public. Tries of links that open nothing are counted by network; a link that opens its form is no guess. */
export async function action({ request }: ActionFunctionArgs) {
  const now = new Date();
  const { token, asked, words } = await opened(request, now);
  if (!asked) {
    const minutesToWait = await minutesToWaitForLink(currentRequest().address);
    return data({ end: "closed" as const, asked, minutesToWait }, { status: minutesToWait ? 429 : 404 });
  }
  const form = await readForm(request, patientForm(asked.timePoint, words));
  const { requestId } = currentRequest();
  const reply = await answerPress({ token, language: words.code, now, requestId }, asked, form);
  const hasFaults = "errors" in reply && Object.keys(reply.errors).length > 0;
  return data(reply, { status: hasFaults ? 400 : 200 });
}

async function opened(request: Request, now: Date) {
  const query = new URL(request.url).searchParams;
  const token = query.get("token") ?? "";
  const asked = await findAskedReport(token, now);
  // Of a link that opens nothing not even its patient's language is told.
  const words = reportWords(query.get("language"), asked?.language ?? null, ...languagesOf(request));
  return { token, asked, words };
}

export default function Report() {
  const { token, language, asked, minutesToWait } = useLoaderData<typeof loader>();
  const reply = useReply<typeof action>();
  const words = reportWords(language);
  if (reply && "end" in reply) return <ReportEndPage words={words} {...reply} />;
  if (asked?.state !== "open") {
    const end = asked ? "answered" : "closed";
    return <ReportEndPage words={words} end={end} asked={asked} minutesToWait={minutesToWait} />;
  }
  const state = reply ?? { step: 1, errors: {}, values: {} };
  return <ReportFormPage words={words} token={token} asked={asked} {...state} />;
}
