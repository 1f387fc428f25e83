import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { injectionCount } from "~/domain/record-draft";
import { recordForm, sessionId, typedIn } from "~/features/records/forms";
import { findRecord } from "~/features/records/queries.server";
import { RecordPage } from "~/features/records/record-page";
import { discardDraft, saveDraft } from "~/features/records/save.server";
import { signRecord } from "~/features/records/sign.server";
import { showed } from "~/http/audited-read.server";
import { requireActor } from "~/http/actor.server";
import { asking } from "~/http/asking.server";
import { draftKey } from "~/http/draft-key.server";
import { readForm } from "~/http/read-form.server";
import { invalid, notFound, refused } from "~/http/replies.server";
import { paths } from "~/paths";
import { useReply } from "~/shell/use-reply";

export const meta = () => [{ title: "Procedure record · Tendon" }];

export async function loader({ request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(request, "record.read");
  const asked = asking(actor);
  const id = sessionId(params);
  const record = id && (await findRecord(actor, id));
  if (!record) throw notFound("session");
  showed(asked, {
    ...{ action: "record.read", noun: "record", recordId: record.recordId ?? record.session.id },
    ...{ clinicId: record.clinic.id, patients: [record.patient.id] },
  });
  const query = new URL(request.url).searchParams;
  const rows = Number(query.get("rows"));
  return {
    record,
    isAmending: query.get("amend") === "1",
    /** Without JavaScript another injection is asked for by the address. */
    rows: Number.isInteger(rows) && rows > 0 && rows <= 20 ? rows : 0,
    device: { accountId: actor.id, key: record.mayWrite ? draftKey(actor.id, record.session.id) : null },
  };
}

/** The plain posts of the form. What is saved while one types goes to the draft's own address. */
export async function action({ request, params }: ActionFunctionArgs) {
  const actor = await requireActor(request, "record.write");
  const id = sessionId(params);
  if (!id) throw notFound("session");
  const form = await readForm(request, recordForm);
  if (!form.ok) return invalid(form.faults);
  const { typed, errors } = typedIn(form.values);
  if (Object.keys(errors).length > 0) return invalid({ errors, values: form.values });
  const { intent, version, tab } = form.data;
  const over = { version, tab };
  const outcome =
    intent === "sign"
      ? await signRecord(asking(actor), id, typed, over)
      : intent === "discard"
        ? await discardDraft(asking(actor), id, over)
        : await saveDraft(asking(actor), id, typed, over);
  if (!outcome.ok) return refused(outcome.refusal, form.values);
  const amend = intent === "save" || intent === "add" ? ({ amend: "1" } as const) : {};
  const here = paths.sessionRecord(id, amend);
  if (intent !== "add") return redirect(here);
  const rows = Math.min(20, injectionCount(form.values) + 1);
  return redirect(`${here}&rows=${rows}#injections[${rows - 1}].structure`);
}

/** What the refusal speaks of is read anew. */
export const shouldRevalidate = () => true;

export default function ProcedureRecord() {
  const loaded = useLoaderData<typeof loader>();
  const reply = useReply<typeof action>();
  return <RecordPage key={loaded.record.session.id} {...loaded} reply={reply} />;
}
