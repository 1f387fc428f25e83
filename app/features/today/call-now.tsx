import { useFetcher } from "@remix-run/react";
import { whenWords } from "~/domain/words-of-time";
import { paths } from "~/paths";
import { Button, LinkButton } from "~/ui/button";
import { redFlagWords, regionSide } from "~/words/en";
import type { CallNow } from "./alerts.server";
import { HandItem } from "./hands";

/** Patients who reported what cannot wait, above everything else until somebody has dealt with it. */
export function CallNowList({ alerts }: { alerts: readonly CallNow[] }) {
  if (alerts.length === 0) return null;
  return (
    <section className="today-alerts" aria-labelledby="call-now">
      <h2 id="call-now">Call now</h2>
      <ul className="hands">
        {alerts.map((alert) => (
          <Alert key={alert.alertId} alert={alert} />
        ))}
      </ul>
    </section>
  );
}

function Alert({ alert }: { alert: CallNow }) {
  const { alertId, planId, name, phone, region, side, redFlags, raisedAt, zone } = alert;
  const fetcher = useFetcher();
  // Told beside answers that were kept before, it stands in none of them.
  const what = redFlags?.length
    ? `Reports ${redFlags.map((flag) => redFlagWords[flag].toLowerCase()).join(", ")}`
    : "Asks to be called: what they reported cannot wait";
  return (
    <HandItem
      icon="phone"
      tone="danger"
      title={name}
      note={`${what}. ${regionSide(region, side)}, ${whenWords(raisedAt, zone)}`}
      action={
        <div className="call-now-acts">
          {phone && (
            <LinkButton size="small" icon="phone" href={`tel:${phone.replace(/[^+\d]/g, "")}`}>
              {phone}
            </LinkButton>
          )}
          <LinkButton size="small" href={paths.plan(planId)}>
            Open plan
          </LinkButton>
          <fetcher.Form method="post" action={paths.reportAlerts()}>
            <input type="hidden" name="alertId" value={alertId} />
            <Button size="small" busy={fetcher.state !== "idle"}>
              Dealt with<span className="visually-hidden">: {name}</span>
            </Button>
          </fetcher.Form>
        </div>
      }
    />
  );
}
