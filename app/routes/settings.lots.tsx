import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { lotId, stockForm } from "~/features/lots/forms";
import { LotDialog, ReceiveDialog } from "~/features/lots/lot-dialogs";
import { actOnStock, listStock } from "~/features/lots/stock.server";
import { StockTable } from "~/features/lots/stock-table";
import { listClinics } from "~/features/settings/queries.server";
import { requireActor } from "~/http/actor.server";
import { asking } from "~/http/asking.server";
import { clockZone } from "~/http/clinic.server";
import { readForm } from "~/http/read-form.server";
import { invalid, refused } from "~/http/replies.server";
import { paths } from "~/paths";
import { SettingsPage } from "~/shell/settings-page";
import { useReply } from "~/shell/use-reply";
import { LinkButton } from "~/ui/button";
import { faultsOf } from "~/words/faults";
import { stockSaid } from "~/words/lots";

export const meta = () => [{ title: "Lots in stock · Tendon" }];

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireActor(request, "lots.manage");
  const [lots, clinics] = await Promise.all([listStock(new Date()), listClinics(actor)]);
  const query = new URL(request.url).searchParams;
  const chosen = lotId(query.get("lot"));
  return { lots, clinics, chosen, isAdding: query.has("add"), zone: clockZone(request, clinics) };
}

export async function action({ request }: ActionFunctionArgs) {
  const actor = await requireActor(request, "lots.manage");
  const form = await readForm(request, stockForm);
  if (!form.ok) return invalid(form.faults);
  const outcome = await actOnStock(asking(actor), form.data);
  if (!outcome.ok) return refused(outcome.refusal, form.values);
  return { ok: true as const, said: stockSaid[form.data.intent] };
}

/** After a refusal too: an overtaken form is shown what stands now. */
export const shouldRevalidate = () => true;

export default function LotStock() {
  const { lots, clinics, chosen, isAdding, zone } = useLoaderData<typeof loader>();
  const reply = useReply<typeof action>();
  const faults = faultsOf(reply, zone);
  const lot = reply?.ok ? undefined : lots.find(({ id }) => id === chosen);
  return (
    <SettingsPage
      title="Lots in stock"
      current="lots"
      flush
      said={reply?.ok ? reply.said : undefined}
      primary={
        <LinkButton variant="primary" icon="plus" href={paths.lotStock({ add: "1" })}>
          Receive a lot
        </LinkButton>
      }
    >
      <StockTable lots={lots} />
      {isAdding && !reply?.ok && <ReceiveDialog faults={faults} clinics={clinics} />}
      {lot && <LotDialog key={lot.id} lot={lot} faults={faults} />}
    </SettingsPage>
  );
}
