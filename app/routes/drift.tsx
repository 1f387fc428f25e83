import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { hasRole } from "~/domain/actor";
import { may } from "~/domain/permissions";
import { DriftPage } from "~/features/drift/drift-page";
import { findDrift } from "~/features/drift/queries.server";
import { listClinics } from "~/features/settings/queries.server";
import { showed } from "~/http/audited-read.server";
import { requireActor } from "~/http/actor.server";
import { asking } from "~/http/asking.server";
import { chosenClinicId } from "~/http/clinic.server";
import { paths } from "~/paths";

export const meta = () => [{ title: "Drift · Tendon" }];

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireActor(request, "plan.read");
  const asked = asking(actor);
  const clinics = await listClinics(actor);
  const chosen = chosenClinicId(request, clinics);
  const mayChoose = hasRole(actor, "physician");
  const own = mayChoose && new URL(request.url).searchParams.get("whose") !== "all";
  const sections = await findDrift(asked, chosen === "all" ? clinics.map(({ id }) => id) : [chosen], own);
  showed(asked, {
    ...{ action: "drift.read", noun: "plan" },
    plans: sections.flatMap(({ rows }) => rows.map(({ planId }) => planId)),
  });
  return {
    sections,
    whose: { own, mayChoose },
    mayEdit: may(actor, "plan.write"),
    planMany: may(actor, "session.write") ? paths.batch(chosen === "all" ? {} : { clinic: chosen }) : null,
  };
}

export default function Drift() {
  return <DriftPage {...useLoaderData<typeof loader>()} />;
}
