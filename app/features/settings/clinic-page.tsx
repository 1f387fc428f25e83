import { Form, useNavigation } from "@remix-run/react";
import type { Guidance, RoomKind } from "~/domain/vocabulary";
import type { WeekdaySpan } from "~/domain/working-hours";
import { paths } from "~/paths";
import { Button, LinkButton } from "~/ui/button";
import { ErrorSummary } from "~/ui/error-summary";
import { Notice } from "~/ui/notice";
import { OpenedOn } from "~/ui/opened-on";
import { Section } from "~/ui/page";
import { guidanceWords, roomKindWords } from "~/words/en";
import { faultsOfForm, textOf, type Faults } from "~/words/faults";
import { portableWords } from "~/words/settings";
import { ClinicFields } from "./clinic-fields";
import { DeviceDialog } from "./device-dialog";
import { PlaceList } from "./place-list";
import { RoomDialog } from "./room-dialog";
import { useAnswer } from "./use-answer";
import { useSaves } from "./use-saves";
import { WeekFields } from "./week-fields";
import "./settings.css";

interface Room {
  id: string;
  name: string;
  kind: RoomKind;
  version: number;
  closedAt: Date | null;
  futureSessions: number;
}
interface Device extends Omit<Room, "kind"> {
  kind: Guidance;
  roomId: string | null;
}

export interface ClinicPageProps {
  clinic: {
    id: string;
    name: string;
    zone: string;
    address: string;
    phone: string;
    version: number;
    hours: WeekdaySpan[];
    rooms: Room[];
    devices: Device[];
    futureSessions: number;
    outsideHours: number;
  };
  zones: string[];
  /** The room or device whose dialog the address asks for. */
  dialog: { room: string | null; device: string | null };
  faults: Faults;
}

export function ClinicPage({ clinic, zones, dialog, faults }: ClinicPageProps) {
  const { id, version, hours, rooms, devices, futureSessions, outsideHours } = clinic;
  const busyWith = useNavigation().formData?.get("intent");
  const saves = useSaves(faults);
  const answer = useAnswer();
  const details = faultsOfForm(faults, { intent: "details" });
  const week = faultsOfForm(faults, { intent: "hours" });
  const roomName = new Map(rooms.map((room) => [room.id, room.name]));
  return (
    <>
      <Section title="Details" id="details">
        <ErrorSummary errors={details.errors} />
        <Form method="post" action={paths.clinic(id)} className="settings-form" noValidate preventScrollReset>
          <input type="hidden" name="intent" value="details" />
          <OpenedOn name="version" value={textOf(details, "version", version)} answer={answer} />
          <ClinicFields
            key={saves("details")}
            clinic={clinic}
            zones={zones}
            zoneHeld={
              futureSessions > 0
                ? `${futureSessions} booked sessions hold it: another zone would move every one of them.`
                : undefined
            }
            faults={details}
          />
          <Button variant="primary" size="large" busy={busyWith === "details"}>
            Save details
          </Button>
        </Form>
      </Section>
      <Section title="Opening hours" id="hours">
        {outsideHours > 0 && (
          <Notice
            tone="warn"
            title={
              outsideHours === 1
                ? "1 session is booked outside them."
                : `${outsideHours} sessions are booked outside them.`
            }
          >
            They stay booked. Let the desk move them, or widen the hours.
          </Notice>
        )}
        <ErrorSummary errors={week.errors} />
        <Form method="post" action={paths.clinic(id)} className="settings-form" noValidate preventScrollReset>
          <input type="hidden" name="intent" value="hours" />
          <OpenedOn name="version" value={textOf(week, "version", version)} answer={answer} />
          <WeekFields key={saves("hours")} week={hours} faults={week} />
          <Button size="large" busy={busyWith === "hours"}>
            Save opening hours
          </Button>
        </Form>
      </Section>
      <Section
        title="Rooms"
        id="rooms"
        meta={rooms.length > 0 && String(rooms.filter((room) => !room.closedAt).length)}
        actions={
          <LinkButton size="small" icon="plus" href={paths.clinic(id, { room: "new" })} data-keep-scroll="">
            Add a room
          </LinkButton>
        }
      >
        <PlaceList
          empty="No room yet. Sessions are booked into rooms, so add the first one."
          places={rooms.map((room) => ({
            ...room,
            icon: "room",
            what: roomKindWords[room.kind],
            isClosed: room.closedAt !== null,
            href: paths.clinic(id, { room: room.id }),
          }))}
        />
      </Section>
      <Section
        title="Devices"
        id="devices"
        meta={devices.length > 0 && String(devices.filter((device) => !device.closedAt).length)}
        actions={
          <LinkButton size="small" icon="plus" href={paths.clinic(id, { device: "new" })} data-keep-scroll="">
            Add a device
          </LinkButton>
        }
      >
        <PlaceList
          empty="No device yet. Every session is guided by ultrasound or a fluoroscope, so add at least one."
          places={devices.map((device) => ({
            ...device,
            icon: device.kind,
            what: `${guidanceWords[device.kind]}, ${
              device.roomId
                ? `fixed to ${roomName.get(device.roomId) ?? "a room"}`
                : portableWords.toLowerCase()
            }`,
            isClosed: device.closedAt !== null,
            href: paths.clinic(id, { device: device.id }),
          }))}
        />
      </Section>
      <OpenDialog clinic={clinic} dialog={dialog} faults={faults} />
    </>
  );
}

/** The one that the address asks for, or the one whose form was just refused. */
function OpenDialog({ clinic, dialog, faults }: Omit<ClinicPageProps, "zones">) {
  const { intent = "", roomId, deviceId } = faults.values;
  const failed = {
    room: intent === "room-add" ? "new" : String(intent).startsWith("room-") ? roomId : null,
    device: intent === "device-add" ? "new" : String(intent).startsWith("device-") ? deviceId : null,
  };
  const room = failed.room ?? (failed.device ? null : dialog.room);
  const device = failed.device ?? (failed.room ? null : dialog.device);
  const rooms = clinic.rooms;
  const oneRoom = rooms.find(({ id }) => id === room) ?? null;
  const oneDevice = clinic.devices.find(({ id }) => id === device) ?? null;
  if (room === "new" || oneRoom) {
    return (
      <RoomDialog
        key={`room ${String(room)}`}
        clinicId={clinic.id}
        room={oneRoom}
        faults={failed.room ? faults : fine}
      />
    );
  }
  if (device === "new" || oneDevice) {
    return (
      <DeviceDialog
        key={`device ${String(device)}`}
        clinicId={clinic.id}
        device={oneDevice}
        rooms={rooms}
        faults={failed.device ? faults : fine}
      />
    );
  }
  return null;
}

const fine: Faults = { errors: {}, values: {} };
