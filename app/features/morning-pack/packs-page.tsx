import { Form } from "@remix-run/react";
import { dayWords, clock } from "~/domain/words-of-time";
import { paths } from "~/paths";
import { Button, LinkButton } from "~/ui/button";
import { EmptyState } from "~/ui/empty-state";
import { Notice } from "~/ui/notice";
import { Page } from "~/ui/page";
import type { PackRow } from "./queries.server";
import "./packs-page.css";

/** How each clinic's pack of today stands, the file itself, and making it anew. */
export function PacksPage({ packs, fault }: { packs: readonly PackRow[]; fault: string | null }) {
  const missing = packs.filter(({ state }) => state.kind === "missing");
  return (
    <Page title="Morning pack">
      <div className="packs">
        <p className="packs-what">
          The day on paper, for when the network is down: arrivals with phone numbers, a page for each
          physician and room, who waits for another place, and tomorrow. Download it in the morning and open
          the file from this computer: it needs nothing else. It names patients: delete it in the evening.
        </p>
        {fault && (
          <Notice tone="error" title="No pack was made." announce>
            {fault}
          </Notice>
        )}
        {missing.length > 0 && !fault && (
          <Notice tone="warn" title="Today’s pack is missing.">
            {missing.map(({ clinic }) => clinic.name).join(", ")}: it was not made at its hour. Make it now,
            and tell whoever runs Tendon if it is missing again tomorrow.
          </Notice>
        )}
        {packs.length === 0 ? (
          <EmptyState title="You work at no clinic.">An administrator can give you one.</EmptyState>
        ) : (
          <ul className="packs-list">
            {packs.map((pack) => (
              <PackItem key={pack.clinic.id} pack={pack} />
            ))}
          </ul>
        )}
      </div>
    </Page>
  );
}

function PackItem({ pack }: { pack: PackRow }) {
  const { clinic, day } = pack;
  return (
    <li>
      <div>
        <h2>
          {clinic.name} <span>{dayWords(day)}</span>
        </h2>
        <p>{stateWords(pack)}</p>
      </div>
      <div className="packs-actions">
        <LinkButton icon="download" href={paths.morningPackFile({ clinic: clinic.id, day })} download="">
          {pack.state.kind === "made" ? "Download" : "Download as it stands now"}
        </LinkButton>
        <Form method="post">
          <input type="hidden" name="clinicId" value={clinic.id} />
          <Button variant={pack.state.kind === "missing" ? "primary" : "secondary"}>
            {pack.state.kind === "made" ? "Make it anew" : "Make it now"}
          </Button>
        </Form>
      </div>
    </li>
  );
}

function stateWords({ state, sessions, clinic }: PackRow): string {
  if (state.kind === "made") {
    return `Made ${clock(state.madeAt, clinic.zone)}, ${sessions ?? 0} ${sessions === 1 ? "session" : "sessions"}. Later changes are not in it.`;
  }
  return state.kind === "waits"
    ? `Will be made at ${clock(state.dueAt, clinic.zone)}.`
    : `Missing: it was due at ${clock(state.dueAt, clinic.zone)}.`;
}
