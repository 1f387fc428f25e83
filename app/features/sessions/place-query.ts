import type { PlaceView } from "./place-view";

/** What is chosen so far, for a link to another day. */
export const placeQuery = ({ clinic, wish }: PlaceView) => ({
  clinic: clinic.id,
  physician: wish.physicianId ?? "any",
  room: wish.roomId ?? "any",
  device: wish.deviceId ?? "any",
});
