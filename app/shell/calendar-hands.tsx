import { useFetcher, useLocation, useNavigate } from "@remix-run/react";
import { lazy, Suspense, useCallback, useEffect, useRef, useState, type ReactNode } from "react";
import { unpack } from "~/features/calendar/block";
import type { Drop } from "~/features/calendar/drag";
import type { Resize } from "~/features/calendar/resize";
import { askPath, moveFields } from "~/features/calendar/move-fields";
import { useCalendar } from "~/features/calendar/use-calendar";
import type { SentBookingRefusal } from "~/features/sessions/refusal-notice";
import { paths } from "~/paths";
import "~/features/calendar/hands.css";
import { Button, LinkButton } from "~/ui/button";
import { Toast, ToastRegion } from "~/ui/toast";
import type { Done } from "./calendar-hands-done";
import { SessionPopover } from "./session-popover";

interface Props {
  rows: string;
  clinicId: string;
  zone: string;
  nowMinute: number;
  mayBook: boolean;
  /** What a form did before it led here. */
  done?: Done | null;
  children: ReactNode;
}

interface MoveReply {
  ok?: boolean;
  refusal?: SentBookingRefusal;
}

const MoveRefused = lazy(() =>
  import("./calendar-hands-refused").then((module) => ({ default: module.MoveRefused })),
);

// Most who look at a calendar change nothing in it: its page's script is held to 110 KB.
const LengthToast = lazy(() =>
  import("./calendar-hands-length").then((module) => ({ default: module.LengthToast })),
);
const DoneToast = lazy(() =>
  import("./calendar-hands-done").then((module) => ({ default: module.DoneToast })),
);

/** Lays the calendar's hands on a server-rendered grid: popover, drag, keys, and the toast that can undo. */
export function CalendarHands(props: Props) {
  const { rows, clinicId, zone, nowMinute, mayBook, done = null, children } = props;
  const { key: address } = useLocation();
  const navigate = useNavigate();
  const frame = useRef<HTMLDivElement>(null);
  const [open, setOpen] = useState<{ id: string; block: HTMLElement } | null>(null);
  const [moved, setMoved] = useState<Drop | null>(null);
  const [resized, setResized] = useState<Resize | null>(null);
  const mover = useFetcher<MoveReply>();
  const undoer = useFetcher<MoveReply>();

  useCalendar(frame, {
    clinicId,
    mayBook,
    nowMinute,
    rows,
    address,
    onOpen: (id, block) => setOpen({ id, block }),
    onDrop: (drop) => {
      const row = unpack(rows).find(({ id }) => id === drop.sessionId);
      if (!row) return;
      if (drop.asks) {
        navigate(askPath(drop, row, clinicId));
        return;
      }
      setResized(null);
      setMoved(drop);
      mover.submit(moveFields(drop, row, clinicId), {
        method: "post",
        action: paths.sessionMove(drop.sessionId),
      });
    },
    onResize: (resize) => {
      setMoved(null);
      setResized(resize);
    },
  });

  const closeLength = useCallback(() => setResized(null), []);
  useEffect(() => {
    if (undoer.state === "idle" && undoer.data) setMoved(null);
  }, [undoer.state, undoer.data]);

  const refused = mover.state === "idle" && mover.data?.ok === false;
  return (
    <div className="cal-frame" ref={frame}>
      {children}
      {open && (
        <SessionPopover key={open.id} sessionId={open.id} block={open.block} onClose={() => setOpen(null)} />
      )}
      <ToastRegion>
        <Suspense>
          {resized && (
            <LengthToast
              key={`${resized.sessionId} ${resized.version}`}
              resize={resized}
              zone={zone}
              onClose={closeLength}
            />
          )}
          {done && !moved && !resized && <DoneToast key={address} done={done} rows={rows} />}
        </Suspense>
        {moved && mover.state !== "idle" && <Toast icon="move">Moving…</Toast>}
        {moved && mover.state === "idle" && !refused && (
          <Toast
            onDismiss={() => setMoved(null)}
            action={
              <undoer.Form method="post" action={paths.session(moved.sessionId)}>
                <input type="hidden" name="intent" value="undo-move" />
                <Button variant="quiet" size="small" data-key="undo">
                  Undo
                </Button>
              </undoer.Form>
            }
          >
            Moved: {moved.words}
          </Toast>
        )}
        {moved && refused && (
          <Toast
            icon="error"
            onDismiss={() => setMoved(null)}
            action={
              <LinkButton
                variant="quiet"
                size="small"
                href={paths.sessionMove(moved.sessionId, { date: moved.start.day })}
              >
                See why and choose
              </LinkButton>
            }
          >
            <Suspense fallback="Not moved.">
              <MoveRefused refusal={mover.data?.refusal} zone={zone} />
            </Suspense>
          </Toast>
        )}
      </ToastRegion>
    </div>
  );
}
