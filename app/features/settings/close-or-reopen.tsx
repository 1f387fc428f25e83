import { Form } from "@remix-run/react";
import { paths } from "~/paths";
import { Button } from "~/ui/button";

interface CloseOrReopenProps {
  clinicId: string;
  noun: "room" | "device";
  place: { id: string; name: string; closedAt: Date | null; futureSessions: number };
}

/** For good, or until reopened; for a while there is maintenance, which takes it from its sessions. */
export function CloseOrReopen({ clinicId, noun, place }: CloseOrReopenProps) {
  const { id, name, closedAt, futureSessions } = place;
  const maintenance = paths.timeOff({ kind: "maintenance", resource: id });
  const many = futureSessions === 1 ? "1 session is" : `${futureSessions} sessions are`;
  return (
    <div className="close-or-reopen">
      {!closedAt && futureSessions > 0 && (
        <p>
          {many} booked with this {noun}. To close it, move them first, or{" "}
          <a href={maintenance}>enter maintenance</a>, which puts them on the list to rebook.
        </p>
      )}
      {!closedAt && futureSessions === 0 && (
        <p>
          Closed, it is booked no more. Only for a while? <a href={maintenance}>Enter maintenance</a>.
        </p>
      )}
      {(closedAt || futureSessions === 0) && (
        <Form method="post" action={paths.clinic(clinicId)} preventScrollReset>
          <input type="hidden" name="intent" value={`${noun}-${closedAt ? "reopen" : "close"}`} />
          <input type="hidden" name={`${noun}Id`} value={id} />
          <Button variant={closedAt ? "secondary" : "danger"}>
            {closedAt ? "Reopen" : "Close"} {name}
          </Button>
        </Form>
      )}
    </div>
  );
}
