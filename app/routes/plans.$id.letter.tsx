import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { CourseLetter } from "~/features/courses/course-letter";
import { findLetter } from "~/features/courses/letter.server";
import { planId } from "~/features/plans/forms";
import { showed } from "~/http/audited-read.server";
import { requireActor } from "~/http/actor.server";
import { asking } from "~/http/asking.server";
import { notFound } from "~/http/replies.server";

export const meta = () => [{ title: "Course letter · Tendon" }];

export async function loader({ request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(request, "plan.read");
  const id = planId(params);
  const asked = asking(actor);
  const found = id && (await findLetter(asked, id));
  if (!found) throw notFound("plan");
  const { id: recordId, clinicId, patientId } = found.plan;
  showed(asked, { action: "plan.print", noun: "plan", recordId, clinicId, patients: [patientId] });
  return found.letter;
}

export default function Letter() {
  return <CourseLetter letter={useLoaderData<typeof loader>()} />;
}
