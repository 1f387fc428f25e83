import { Form } from "@remix-run/react";
import { roomKinds, type RoomKind } from "~/domain/vocabulary";
import { paths } from "~/paths";
import { Button } from "~/ui/button";
import { RadioCards } from "~/ui/choices";
import { Dialog } from "~/ui/dialog";
import { ErrorSummary } from "~/ui/error-summary";
import { Field } from "~/ui/field";
import { OpenedOn } from "~/ui/opened-on";
import { roomKindWords } from "~/words/en";
import { textOf, type Faults } from "~/words/faults";
import { CloseOrReopen } from "./close-or-reopen";
import { useAnswer } from "./use-answer";

interface RoomDialogProps {
  clinicId: string;
  /** Null for a new room. */
  room: {
    id: string;
    name: string;
    kind: RoomKind;
    version: number;
    closedAt: Date | null;
    futureSessions: number;
  } | null;
  faults: Faults;
}

export function RoomDialog({ clinicId, room, faults }: RoomDialogProps) {
  const { errors } = faults;
  const answer = useAnswer();
  const here = paths.clinic(clinicId);
  return (
    <Dialog title={room ? room.name : "New room"} closeHref={here}>
      <ErrorSummary errors={{ "": errors[""], "room-name": errors["name"], "room-kind": errors["kind"] }} />
      <Form method="post" action={here} noValidate preventScrollReset className="settings-form">
        <input type="hidden" name="intent" value={room ? "room-edit" : "room-add"} />
        {room && <input type="hidden" name="roomId" value={room.id} />}
        {room && <OpenedOn name="version" value={textOf(faults, "version", room.version)} answer={answer} />}
        <Field
          label="Name"
          name="name"
          id="room-name"
          autoComplete="off"
          maxLength={60}
          hint="As it stands on its door: Room 3."
          defaultValue={textOf(faults, "name", room?.name)}
          errors={errors["name"]}
        />
        <RadioCards
          legend="Kind"
          name="kind"
          id="room-kind"
          defaultValue={textOf(faults, "kind", room?.kind ?? "procedure")}
          errors={errors["kind"]}
          options={roomKinds.map((kind) => ({
            value: kind,
            label: roomKindWords[kind],
            hint: kindHints[kind],
          }))}
        />
        <Button variant="primary" size="large">
          {room ? "Save room" : "Add room"}
        </Button>
      </Form>
      {room && <CloseOrReopen clinicId={clinicId} noun="room" place={room} />}
    </Dialog>
  );
}

const kindHints: Record<RoomKind, string> = {
  procedure: "For sessions guided by ultrasound.",
  shielded: "Behind lead: for either kind of guidance.",
};
