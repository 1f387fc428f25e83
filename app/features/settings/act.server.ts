import type { z } from "zod";
import type { Asking, Outcome } from "db/command";
import { editClinic, setClinicHours } from "./clinic-commands.server";
import { addDevice, closeDevice, editDevice, reopenDevice } from "./device-commands.server";
import { weekOf, type clinicPageForm } from "./forms";
import { addRoom, closeRoom, editRoom, reopenRoom } from "./room-commands.server";

type Input = z.output<typeof clinicPageForm>;

/** What a form or button of a clinic's page does. */
export function actOnClinic(asking: Asking, clinicId: string, input: Input): Promise<Outcome<void>> {
  switch (input.intent) {
    case "details":
      return editClinic(asking, clinicId, input);
    case "hours":
      return setClinicHours(asking, clinicId, { version: input.version, week: weekOf(input) });
    case "room-add":
      return addRoom(asking, clinicId, input);
    case "room-edit":
      return editRoom(asking, clinicId, input.roomId, input);
    case "room-close":
      return closeRoom(asking, clinicId, input.roomId);
    case "room-reopen":
      return reopenRoom(asking, clinicId, input.roomId);
    case "device-add":
      return addDevice(asking, clinicId, input);
    case "device-edit":
      return editDevice(asking, clinicId, input.deviceId, input);
    case "device-close":
      return closeDevice(asking, clinicId, input.deviceId);
    case "device-reopen":
      return reopenDevice(asking, clinicId, input.deviceId);
  }
}
