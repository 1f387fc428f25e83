import type { Typed } from "~/domain/record-draft";
import { whenWords } from "~/domain/words-of-time";
import { paths } from "~/paths";
import { Button, LinkButton } from "~/ui/button";
import { Notice } from "~/ui/notice";
import type { useDraft } from "./use-draft";

interface DraftNoticesProps {
  draft: ReturnType<typeof useDraft>;
  zone: string;
  sessionId: string;
  onRestore: (typed: Typed) => void;
}

/** What this device kept from a cut line or a closed tab, and that somebody else has saved since. */
export function DraftNotices({ draft, zone, sessionId, onRestore }: DraftNoticesProps) {
  const { kept, state, version } = draft;
  return (
    <>
      {kept && (
        <Notice
          tone="warn"
          announce
          title="This device has kept what you typed and could not send."
          action={
            <span className="record-kept">
              <Button type="button" variant="primary" onClick={() => onRestore(kept.typed)}>
                Restore it
              </Button>
              <Button type="button" onClick={draft.dropKept}>
                Throw it away
              </Button>
            </span>
          }
        >
          {whenWords(new Date(kept.at), zone)}.{" "}
          {kept.version < version &&
            "The record was saved elsewhere since: what stands below is newer. Restoring puts yours in its place."}
        </Notice>
      )}
      {state.kind === "stale" && (
        <Notice
          tone="error"
          announce
          title="Nothing more is saved here."
          action={
            <LinkButton href={paths.sessionRecord(sessionId, { amend: "1" })} data-reload="">
              Show what was saved
            </LinkButton>
          }
        >
          {state.changed
            ? `${state.changed.by} changed this record (${whenWords(state.changed.at, zone)}), in another tab or on another device.`
            : "This record was changed in another tab or on another device."}{" "}
          What you typed here stays on this device, and can be restored there.
        </Notice>
      )}
      {state.kind === "signed-out" && (
        <Notice
          tone="warn"
          announce
          title="You are signed out."
          action={
            <LinkButton href={paths.signIn({ back: paths.sessionRecord(sessionId) })}>
              Sign in again
            </LinkButton>
          }
        >
          What you typed stays on this device, and is there when you come back.
        </Notice>
      )}
    </>
  );
}
