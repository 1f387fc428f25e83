import type { FetcherWithComponents } from "@remix-run/react";
import { useEffect, useRef, useState } from "react";
import type { SessionMove } from "~/domain/session";
import { paths } from "~/paths";
import { Button, LinkButton } from "~/ui/button";
import { Icon } from "~/ui/icon";
import { Menu, MenuButton, MenuLink } from "~/ui/menu";
import { sessionMoveWords, undoWords, whyNotMoveWords } from "~/words/sessions";
import { CancelForm } from "./cancel-form";
import { StepForm, type StepFormProps } from "./step-form";
import type { BookingReply } from "./refusal-notice";
import type { SessionView } from "./view";

interface SessionActionsProps {
  session: SessionView;
  fetcher: FetcherWithComponents<BookingReply>;
  inPopover: boolean;
  answer: BookingReply | undefined;
}

/** The next step of the visit, moving it, and what is done more rarely. */
export function SessionActions({ session, fetcher, inPopover, answer }: SessionActionsProps) {
  const [isCancelling, setCancelling] = useState(false);
  const busy = fetcher.state !== "idle";
  const can = new Map(session.moves.map(({ move, whyNot }) => [move, whyNot]));
  const cancelFormId = `cancel-${session.id}`;
  const mayCancel = can.has("cancel-by-clinic");
  const form = { session, fetcher, inPopover };
  const refusedCancel = answer?.ok === false && "faults" in answer;
  return (
    <>
      <div className="session-actions">
        <Primary {...form} can={can} busy={busy} />
        <MoveLink session={session} can={can} />
        <RecordLink session={session} />
        <Menu label="More" trigger={<Icon name="more" />}>
          {(["no-show", "undo"] as const)
            .filter((move) => can.has(move))
            .map((move) => {
              const whyNot = can.get(move);
              return (
                <StepForm key={move} {...form} move={move}>
                  <MenuButton
                    icon={move === "undo" ? "undo" : "no-show"}
                    disabled={Boolean(whyNot)}
                    note={whyNot && whyNotMoveWords[whyNot]}
                  >
                    {move === "undo" ? undoWords[session.status] : sessionMoveWords[move]}
                  </MenuButton>
                </StepForm>
              );
            })}
          {can.get("change-length") === null && (
            <MenuLink icon="clock" href={paths.sessionLength(session.id)}>
              Change its length…
            </MenuLink>
          )}
          {mayCancel && (
            <MenuLink
              icon="cross"
              href={`#${cancelFormId}-who`}
              danger
              onClick={(event) => {
                event.preventDefault();
                setCancelling(true);
              }}
            >
              Cancel session…
            </MenuLink>
          )}
          <MenuLink icon="patients" href={paths.patient(session.patient.id)}>
            Open patient
          </MenuLink>
          {inPopover && (
            <MenuLink icon="external" href={paths.session(session.id)}>
              Open session
            </MenuLink>
          )}
        </Menu>
      </div>
      {mayCancel && (
        <CancelForm
          {...form}
          id={cancelFormId}
          open={isCancelling || refusedCancel}
          onClose={() => setCancelling(false)}
          faults={refusedCancel ? answer.faults : undefined}
          byPatientBarred={can.get("cancel-by-patient") ?? null}
        />
      )}
    </>
  );
}

/** For whoever treats, at the chairside and after; others read it once it is signed. */
function RecordLink({ session: { id, record } }: { session: SessionView }) {
  if (!record || (!record.mayWrite && record.state !== "signed")) return null;
  const words =
    record.state === "signed"
      ? "Procedure record"
      : record.state === "draft"
        ? "Go on with the record"
        : "Write the record";
  return (
    <LinkButton icon="record" href={paths.sessionRecord(id)}>
      {words}
    </LinkButton>
  );
}

type Can = Map<SessionMove, SessionView["moves"][number]["whyNot"]>;

/** The one thing to do next; grey with its reason where the moment is not right. */
function Primary({ can, busy, ...form }: Omit<StepFormProps, "children"> & { can: Can; busy: boolean }) {
  const { session } = form;
  if (session.displaced && can.has("move")) {
    return (
      <LinkButton variant="primary" href={paths.sessionMove(session.id)}>
        Move to another time
      </LinkButton>
    );
  }
  const steps = (["check-in", "start-treatment", "perform"] as const).filter((move) => can.has(move));
  const isMissed = can.get("check-in") === "not-today" && can.get("no-show") === null;
  const step = isMissed ? "no-show" : steps[0];
  if (!step) {
    return session.mayBookNext ? (
      <LinkButton variant="primary" href={paths.book({ plan: session.plan.id, clinic: session.clinic.id })}>
        Book the next session
      </LinkButton>
    ) : null;
  }
  const whyNot = can.get(step);
  return (
    <StepForm {...form} move={step}>
      <Button variant="primary" busy={busy} disabled={Boolean(whyNot)}>
        {sessionMoveWords[step]}
      </Button>
      {whyNot && <p className="session-why">{whyNotMoveWords[whyNot]}</p>}
    </StepForm>
  );
}

/** Its key works wherever the card is shown. */
function MoveLink({ session, can }: { session: SessionView; can: Can }) {
  const box = useRef<HTMLSpanElement>(null);
  useEffect(() => {
    function press(event: KeyboardEvent) {
      if (event.key.toLowerCase() !== "m" || event.defaultPrevented) return;
      if (event.metaKey || event.ctrlKey || event.altKey || isTyping(event.target)) return;
      if (!box.current) return;
      event.preventDefault();
      box.current.querySelector("a")?.click();
    }
    document.addEventListener("keydown", press);
    return () => document.removeEventListener("keydown", press);
  }, []);
  if (!can.has("move") || session.displaced) return null;
  const whyNot = can.get("move");
  if (whyNot) {
    return (
      <div className="session-move">
        <Button type="button" disabled>
          Move
        </Button>
        <p className="session-why">{whyNotMoveWords[whyNot]}</p>
      </div>
    );
  }
  return (
    <span className="session-move" ref={box}>
      <LinkButton href={paths.sessionMove(session.id)} shortcut="M">
        Move
      </LinkButton>
    </span>
  );
}

const isTyping = (target: EventTarget | null) =>
  target instanceof Element && target.closest("input, select, textarea, [contenteditable]") !== null;
