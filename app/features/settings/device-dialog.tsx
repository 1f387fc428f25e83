import { Form } from "@remix-run/react";
import { guidances, type Guidance, type RoomKind } from "~/domain/vocabulary";
import { paths } from "~/paths";
import { Button } from "~/ui/button";
import { RadioCards } from "~/ui/choices";
import { Dialog } from "~/ui/dialog";
import { ErrorSummary } from "~/ui/error-summary";
import { Field, SelectField } from "~/ui/field";
import { OpenedOn } from "~/ui/opened-on";
import { guidanceWords } from "~/words/en";
import { textOf, type Faults } from "~/words/faults";
import { portableWords } from "~/words/settings";
import { CloseOrReopen } from "./close-or-reopen";
import { useAnswer } from "./use-answer";

interface DeviceDialogProps {
  clinicId: string;
  /** Null for a new device. */
  device: {
    id: string;
    name: string;
    kind: Guidance;
    roomId: string | null;
    version: number;
    closedAt: Date | null;
    futureSessions: number;
  } | null;
  rooms: readonly { id: string; name: string; kind: RoomKind; closedAt: Date | null }[];
  faults: Faults;
}

export function DeviceDialog({ clinicId, device, rooms, faults }: DeviceDialogProps) {
  const { errors } = faults;
  const answer = useAnswer();
  const here = paths.clinic(clinicId);
  const open = rooms.filter((room) => !room.closedAt || room.id === device?.roomId);
  return (
    <Dialog title={device ? device.name : "New device"} closeHref={here}>
      <ErrorSummary
        errors={{
          "": errors[""],
          "device-name": errors["name"],
          "device-kind": errors["kind"],
          fixedTo: errors["fixedTo"],
        }}
      />
      <Form method="post" action={here} noValidate preventScrollReset className="settings-form">
        <input type="hidden" name="intent" value={device ? "device-edit" : "device-add"} />
        {device && <input type="hidden" name="deviceId" value={device.id} />}
        {device && (
          <OpenedOn name="version" value={textOf(faults, "version", device.version)} answer={answer} />
        )}
        <Field
          label="Name"
          name="name"
          id="device-name"
          autoComplete="off"
          maxLength={60}
          hint="As the team calls it: Cart 2, C-arm."
          defaultValue={textOf(faults, "name", device?.name)}
          errors={errors["name"]}
        />
        <RadioCards
          legend="Kind"
          name="kind"
          id="device-kind"
          inline
          defaultValue={textOf(faults, "kind", device?.kind ?? "ultrasound")}
          errors={errors["kind"]}
          options={guidances.map((kind) => ({ value: kind, label: guidanceWords[kind] }))}
        />
        <SelectField
          label="Where it stands"
          name="fixedTo"
          empty={portableWords}
          hint="A fluoroscope stands in a shielded room, or is wheeled into one."
          defaultValue={textOf(faults, "fixedTo", device?.roomId)}
          errors={errors["fixedTo"]}
          options={open.map(({ id, name, kind }) => ({
            value: id,
            label: `Fixed to ${name}${kind === "shielded" ? ", shielded" : ""}`,
          }))}
        />
        <Button variant="primary" size="large">
          {device ? "Save device" : "Add device"}
        </Button>
      </Form>
      {device && <CloseOrReopen clinicId={clinicId} noun="device" place={device} />}
    </Dialog>
  );
}
