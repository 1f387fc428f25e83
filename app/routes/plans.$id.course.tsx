import { randomUUID } from "node:crypto";
import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { bookCourse, undoCourse } from "~/features/courses/book-course.server";
import { composeCourse } from "~/features/courses/compose.server";
import { CoursePage } from "~/features/courses/course-page";
import { courseForm, readCourseQuery } from "~/features/courses/forms";
import { planId } from "~/features/plans/forms";
import { listClinics } from "~/features/settings/queries.server";
import { showed } from "~/http/audited-read.server";
import { requireActor } from "~/http/actor.server";
import { asking } from "~/http/asking.server";
import { readForm } from "~/http/read-form.server";
import { invalid, notFound, refused } from "~/http/replies.server";
import { paths } from "~/paths";
import { useReply } from "~/shell/use-reply";

export const meta = () => [{ title: "Book course · Tendon" }];

export async function loader({ request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(request, "session.write");
  const id = planId(params);
  const clinics = await listClinics(actor);
  const course = id && (await composeCourse(asking(actor), id, clinics, readCourseQuery(request)));
  if (!course) throw notFound("plan");
  showed(asking(actor), { action: "course.read", noun: "plan", recordId: id, plans: [id] });
  return { course, search: new URL(request.url).search, idempotencyKey: randomUUID() };
}

export async function action({ request, params }: ActionFunctionArgs) {
  const actor = await requireActor(request, "session.write");
  const id = planId(params);
  if (!id) throw notFound("plan");
  const form = await readForm(request, courseForm);
  if (!form.ok) return invalid(form.faults);
  const outcome =
    form.data.intent === "book"
      ? await bookCourse(asking(actor), id, form.data)
      : await undoCourse(asking(actor), id, form.data.sessionId);
  if (!outcome.ok) return refused(outcome.refusal, form.values);
  return redirect(paths.plan(id, outcome.value ? { booked: outcome.value.sessionIds.join(".") } : {}));
}

/** After a refusal too: what is free changed, and the next try has a key of its own. */
export const shouldRevalidate = () => true;

export default function Course() {
  const shown = useLoaderData<typeof loader>();
  return <CoursePage {...shown} reply={useReply<typeof action>()} />;
}
