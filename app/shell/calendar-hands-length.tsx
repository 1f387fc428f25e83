import { useFetcher } from "@remix-run/react";
import { lazy, Suspense, useEffect, useState } from "react";
import type { Resize } from "~/features/calendar/resize";
import type { SentBookingRefusal } from "~/features/sessions/refusal-notice";
import { paths } from "~/paths";
import { Button, LinkButton } from "~/ui/button";
import { Toast } from "~/ui/toast";

type LengthReply =
  | { ok: true; version: number; was: { treat: number; recover: number } }
  | { ok: false; refusal?: SentBookingRefusal };

const MoveRefused = lazy(() =>
  import("./calendar-hands-refused").then((module) => ({ default: module.MoveRefused })),
);

/** Sends what a session's edge was drawn to, says what came of it, and gives its minutes back. */
export function LengthToast({
  resize,
  zone,
  onClose,
}: {
  resize: Resize;
  zone: string;
  onClose: () => void;
}) {
  const sender = useFetcher<LengthReply>();
  const undoer = useFetcher<LengthReply>();
  const [isSent, setSent] = useState(false);
  const { submit, state, data } = sender;
  const { sessionId, version, treat, was, recover } = resize;
  const isRefused = state === "idle" && data?.ok === false;

  useEffect(() => {
    if (isSent) return;
    setSent(true);
    const minutes = { treatMinutes: String(treat), recoverMinutes: String(recover) };
    submit({ ...minutes, version }, { method: "post", action: paths.sessionLength(sessionId) });
  }, [isSent, submit, sessionId, version, treat, recover]);
  useEffect(() => {
    if (isRefused) resize.block.style.setProperty("--d", lengthOf(resize));
  }, [isRefused, resize]);
  useEffect(() => {
    if (undoer.state === "idle" && undoer.data) onClose();
  }, [undoer.state, undoer.data, onClose]);

  if (!data || state !== "idle") return <Toast icon="clock">Changing its length…</Toast>;
  if (!data.ok) {
    return (
      <Toast
        icon="error"
        onDismiss={onClose}
        action={
          <LinkButton variant="quiet" size="small" href={paths.sessionLength(sessionId)}>
            Open its length
          </LinkButton>
        }
      >
        <Suspense fallback="Not changed.">
          <MoveRefused refusal={data.refusal} zone={zone} what="Not changed." />
        </Suspense>
      </Toast>
    );
  }
  return (
    <Toast
      onDismiss={onClose}
      action={
        <undoer.Form method="post" action={paths.sessionLength(sessionId)}>
          <input type="hidden" name="treatMinutes" value={data.was.treat} />
          <input type="hidden" name="recoverMinutes" value={data.was.recover} />
          <input type="hidden" name="version" value={data.version} />
          <Button variant="quiet" size="small" data-key="undo">
            Undo
          </Button>
        </undoer.Form>
      }
    >
      Recovery {was} → {recover} min
    </Toast>
  );
}

const lengthOf = ({ block, was }: Resize) => String(Number(block.style.getPropertyValue("--u")) + was);
