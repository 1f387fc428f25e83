import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { readHoursPlace, weekOf, workingHoursForm } from "~/features/settings/forms";
import { setWorkingHours } from "~/features/settings/hours-commands.server";
import { HoursPage } from "~/features/settings/hours-page";
import { HoursTable } from "~/features/settings/hours-table";
import { findHours, listHours } from "~/features/settings/hours.server";
import { findSetup } from "~/features/settings/overview.server";
import { requireActor } from "~/http/actor.server";
import { asking } from "~/http/asking.server";
import { readForm } from "~/http/read-form.server";
import { invalid, notFound, refused } from "~/http/replies.server";
import { paths } from "~/paths";
import { SettingsPage } from "~/shell/settings-page";
import { useReply } from "~/shell/use-reply";
import { faultsOf } from "~/words/faults";

export const meta = () => [{ title: "Working hours · Tendon" }];

export async function loader({ request }: LoaderFunctionArgs) {
  await requireActor(request, "practice.manage");
  const asked = readHoursPlace(new URL(request.url).searchParams);
  const now = new Date();
  const setup = await findSetup(now);
  if (!asked) return { place: null, rows: await listHours(now), setup };
  const place = await findHours(asked.physicianId, asked.clinicId, now);
  if (!place) throw notFound("hours");
  return { place, rows: [], setup };
}

export async function action({ request }: ActionFunctionArgs) {
  const actor = await requireActor(request, "practice.manage");
  const form = await readForm(request, workingHoursForm);
  if (!form.ok) return invalid(form.faults);
  const outcome = await setWorkingHours(asking(actor), { ...form.data, week: weekOf(form.data) });
  if (!outcome.ok) return refused(outcome.refusal, form.values);
  return { ok: true as const, said: "The working hours are saved." };
}

/** After a refusal too: an overtaken form is shown what stands now. */
export const shouldRevalidate = () => true;

export default function Hours() {
  const { place, rows, setup } = useLoaderData<typeof loader>();
  const reply = useReply<typeof action>();
  if (!place) {
    return (
      <SettingsPage title="Working hours" current="hours" flush>
        <HoursTable rows={rows} />
      </SettingsPage>
    );
  }
  return (
    <SettingsPage
      title={place.physician}
      current="hours"
      crumbs={<a href={paths.hours()}>Working hours</a>}
      meta={`${place.clinic}, ${place.zone}`}
      setup={reply?.ok ? setup : null}
      said={reply?.ok ? reply.said : undefined}
    >
      <HoursPage place={place} faults={faultsOf(reply, place.zone)} />
    </SettingsPage>
  );
}
