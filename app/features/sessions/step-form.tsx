import type { FetcherWithComponents } from "@remix-run/react";
import type { ReactNode } from "react";
import type { SessionMove } from "~/domain/session";
import { paths } from "~/paths";
import type { BookingReply } from "./refusal-notice";
import type { SessionView } from "./view";

export interface StepFormProps {
  session: SessionView;
  fetcher: FetcherWithComponents<BookingReply>;
  inPopover: boolean;
  move?: SessionMove;
  intent?: "undo-move";
  children: ReactNode;
}

/** Posts one step. Without JavaScript it comes back to the session's page; in the popover the page stays. */
export function StepForm({ session, fetcher, inPopover, move, intent, children }: StepFormProps) {
  return (
    <fetcher.Form method="post" action={paths.session(session.id)} noValidate>
      {move && <input type="hidden" name="move" value={move} />}
      {intent && <input type="hidden" name="intent" value={intent} />}
      <input type="hidden" name="version" value={session.version} />
      {!inPopover && <input type="hidden" name="back" value={paths.session(session.id)} />}
      {children}
    </fetcher.Form>
  );
}
