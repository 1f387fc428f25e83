import type { Clock } from "./clock";
import { clinics, type ClinicKey } from "./places";
import { idOf, type Random } from "./random";
import type { Rows } from "./rows";
import { accountId, clinicId } from "./team";

const product = "Dextrose 50 %, 50 ml";
/** A delivery every four months, good for fourteen; the first when the practice opened. */
const FIRST_DAY = -764;
const EVERY_DAYS = 120;
const GOOD_DAYS = 420;
const ENDING_DAYS = 12;
/** From then on the one that ends soon is used up first, now and then. */
const ENDING_SINCE = -60;

const deliveries = Array.from({ length: Math.ceil(-FIRST_DAY / EVERY_DAYS) }, (_, index) => ({
  index,
  on: FIRST_DAY + index * EVERY_DAYS,
}));
const deliveryId = (clinic: ClinicKey, index: number) => idOf("lot", clinic, index);
const endingId = (clinic: ClinicKey) => idOf("lot", clinic, "ending");

/** What a vial was taken from on a day: the last delivery, or what ends soon. */
export function lotOn(clock: Clock, clinic: ClinicKey, on: number, random: Random): string {
  if (on > ENDING_SINCE && random.chance(0.25)) return endingId(clinic);
  const last = deliveries.findLast((delivery) => delivery.on <= on);
  if (!last) throw new Error(`nothing was delivered by ${clock.day(on)}`);
  return deliveryId(clinic, last.index);
}

/** Every clinic's lots: those of the deliveries, one that ends soon, and one that has expired on the shelf. */
export function lotsOf(clock: Clock, used: ReadonlyMap<string, number>): Rows["lots"] {
  return clinics.flatMap(({ key }, number) => {
    const lot = (id: string, receivedOn: number, expiresOn: number, left: number) => ({
      id,
      clinicId: clinicId(key),
      product,
      lotNumber: `DX${clock.day(receivedOn).slice(2, 7).replace("-", "")}${"ABC"[number] ?? "X"}${1 + (-receivedOn % 9)}`,
      expiresOn: clock.day(expiresOn),
      received: (used.get(id) ?? 0) + left,
      used: used.get(id) ?? 0,
      createdAt: clock.at(key, receivedOn, 605),
      createdBy: accountId("callahan"),
    });
    const delivered = deliveries.map(({ index, on }) => {
      const isOver = index < deliveries.length - 2;
      const row = lot(deliveryId(key, index), on, on + GOOD_DAYS, isOver ? 0 : 18 + index * 9);
      if (!isOver) return row;
      const retiredAt = clock.at(key, Math.min(-1, on + 2 * EVERY_DAYS), 620);
      return { ...row, retiredAt, retiredBy: accountId("callahan"), retireReason: "Used up" };
    });
    return [
      ...delivered,
      lot(endingId(key), -150, ENDING_DAYS, 6),
      lot(idOf("lot", key, "expired"), -430, -9, 3),
    ];
  });
}
