import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { ImpactNotice } from "~/features/repair/impact-notice";
import { findRepairImpact } from "~/features/repair/impact.server";
import { readHoursPlace, weekOf, workingHoursForm } from "~/features/settings/forms";
import { setWorkingHours } from "~/features/settings/hours-commands.server";
import { HoursPage } from "~/features/settings/hours-page";
import { HoursTable } from "~/features/settings/hours-table";
import { findHours, listHours } from "~/features/settings/hours.server";
import { idsOutside } from "~/features/settings/outside.server";
import { findSetup } from "~/features/settings/overview.server";
import { requireActor } from "~/http/actor.server";
import { asking } from "~/http/asking.server";
import { readForm } from "~/http/read-form.server";
import { invalid, notFound, refused } from "~/http/replies.server";
import { paths } from "~/paths";
import { SettingsPage } from "~/shell/settings-page";
import { useReply } from "~/shell/use-reply";
import { faultsOf } from "~/words/faults";
import { hoursSaid } from "~/words/settings";

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
  const asked = asking(actor);
  const input = { ...form.data, week: weekOf(form.data) };
  const sessionIds = input.booked ? [] : await idsOutside(asked.now, input);
  if (sessionIds.length > 0) {
    const impact = await findRepairImpact(asked, { sessionIds, hours: input });
    const outside = { sessions: sessionIds.length, impact, values: form.values };
    return { ok: true as const, said: undefined, outside };
  }
  const outcome = await setWorkingHours(asked, input);
  if (!outcome.ok) return refused(outcome.refusal, form.values);
  return { ok: true as const, said: hoursSaid(outcome.value.displaced), outside: null };
}

/** After a refusal too: an overtaken form is shown what stands now. */
export const shouldRevalidate = () => true;

export default function Hours() {
  const { place, rows, setup } = useLoaderData<typeof loader>();
  const reply = useReply<typeof action>();
  const outside = reply?.ok ? reply.outside : null;
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
      setup={reply?.ok && !outside ? setup : null}
      said={reply?.ok ? reply.said : undefined}
    >
      <HoursPage
        place={place}
        faults={outside ? { errors: {}, values: outside.values } : faultsOf(reply, place.zone)}
        outside={outside && { ...outside, consequences: <ImpactNotice impact={outside.impact} /> }}
      />
    </SettingsPage>
  );
}
