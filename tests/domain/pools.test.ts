import { describe, expect, test } from "vitest";
import { pickFrom, type Pools } from "~/domain/pools";
import type { Wish } from "~/domain/openings";
import { at } from "tests/support/builders";

const during = (from: string, until: string) => ({ start: at(from).getTime(), end: at(until).getTime() });
const phases = { prepare: 5, treat: 15, recover: 10 };
const nine = { startsAt: at("09:00"), phases, guidance: "ultrasound" } as const;
const anyone: Wish = { physicianId: null, roomId: null, deviceId: null };

const physician = (id: string, known: Partial<Pools["physicians"][number]> = {}) => ({
  id,
  working: [during("08:00", "17:00")],
  busy: [],
  ...known,
});
const room = (id: string, known: Partial<Pools["rooms"][number]> = {}) => ({
  id,
  kind: "procedure" as const,
  busy: [],
  ...known,
});
const device = (id: string, known: Partial<Pools["devices"][number]> = {}) => ({
  id,
  kind: "ultrasound" as const,
  roomId: null,
  busy: [],
  ...known,
});
const pools = (known: Partial<Pools> = {}): Pools => ({
  physicians: [physician("Okafor"), physician("Lind")],
  rooms: [room("1"), room("2")],
  devices: [device("cart A"), device("cart B")],
  ...known,
});
const pick = (known: Partial<Pools>, wish: Partial<Wish> = {}, when: Parameters<typeof pickFrom>[2] = nine) =>
  pickFrom(pools(known), { ...anyone, ...wish }, when);

describe("what is wished for", () => {
  test("stays, busy or not: why not is for the rules to say", () => {
    const busy = [during("09:00", "09:30")];
    expect(
      pick(
        {
          physicians: [physician("Okafor"), physician("Lind", { busy })],
          rooms: [room("1"), room("2", { busy })],
        },
        { physicianId: "Lind", roomId: "2", deviceId: "cart B" },
      ),
    ).toEqual({ physicianId: "Lind", roomId: "2", deviceId: "cart B", exhausted: [] });
  });

  test("is null where the clinic has no such thing", () => {
    expect(pick({}, { physicianId: "nobody", roomId: "nowhere", deviceId: "nothing" })).toEqual({
      physicianId: null,
      roomId: null,
      deviceId: null,
      exhausted: [],
    });
  });

  test("stays even where it does not suit: an X-ray in a room without lead is refused by name", () => {
    const picked = pick(
      { devices: [device("C-arm", { kind: "fluoroscope" })] },
      { roomId: "1", deviceId: "C-arm" },
      {
        ...nine,
        guidance: "fluoroscope",
      },
    );
    expect(picked).toMatchObject({ roomId: "1", deviceId: "C-arm", exhausted: [] });
  });
});

describe("any of a pool", () => {
  test("is the first that is free", () => {
    expect(pick({})).toEqual({ physicianId: "Okafor", roomId: "1", deviceId: "cart A", exhausted: [] });
  });

  test("passes over who is busy or not at work in the treatment", () => {
    expect(
      pick({
        physicians: [
          physician("Okafor", { busy: [during("09:19", "09:40")] }),
          physician("Lind", { working: [during("09:06", "17:00")] }),
          physician("Quay"),
        ],
      }).physicianId,
    ).toBe("Quay");
  });

  test("a physician may be busy while the patient is prepared or recovers: two rooms, staggered", () => {
    const busy = [during("08:50", "09:05"), during("09:20", "09:35")];
    expect(pick({ physicians: [physician("Okafor", { busy })] })).toMatchObject({
      physicianId: "Okafor",
      exhausted: [],
    });
  });

  test("hours in two rows that touch are one stretch of work", () => {
    const working = [during("08:00", "09:10"), during("09:10", "12:00")];
    expect(pick({ physicians: [physician("Okafor", { working })] }).exhausted).toEqual([]);
  });

  test("a room is taken from preparation to recovery, a device for the treatment", () => {
    expect(
      pick({
        rooms: [room("1", { busy: [during("09:25", "09:40")] }), room("2")],
        devices: [device("cart A", { busy: [during("09:20", "09:40")] })],
      }),
    ).toMatchObject({ roomId: "2", deviceId: "cart A", exhausted: [] });
  });

  test("a room counts only with a free device that can be used in it", () => {
    expect(
      pick({
        rooms: [room("1"), room("2")],
        devices: [
          device("cart A", { busy: [during("09:00", "09:30")] }),
          device("fixed", { roomId: "2" }),
          device("C-arm", { kind: "fluoroscope" }),
        ],
      }),
    ).toMatchObject({ roomId: "2", deviceId: "fixed", exhausted: [] });
  });

  test("the shielded room is the last to be given to ultrasound, and the only one for X-rays", () => {
    const rooms = [room("lead", { kind: "shielded" }), room("1")];
    expect(pick({ rooms }).roomId).toBe("1");
    expect(
      pick({ rooms: [rooms[0] ?? room("lead"), room("1", { busy: [during("09:00", "10:00")] })] }).roomId,
    ).toBe("lead");
    const devices = [device("cart"), device("C-arm", { kind: "fluoroscope" as const })];
    expect(pick({ rooms, devices }, {}, { ...nine, guidance: "fluoroscope" })).toMatchObject({
      roomId: "lead",
      deviceId: "C-arm",
      exhausted: [],
    });
  });
});

describe("an exhausted pool", () => {
  const busy = [during("08:00", "12:00")];

  test("is named, and one of it is picked to say why", () => {
    expect(
      pick({
        physicians: [physician("Okafor", { busy })],
        rooms: [room("1", { busy })],
        devices: [device("cart A", { busy })],
      }),
    ).toEqual({
      physicianId: "Okafor",
      roomId: "1",
      deviceId: "cart A",
      exhausted: ["physician", "room", "device"],
    });
  });

  test("is the device's where rooms are free and no device is", () => {
    expect(pick({ devices: [device("cart A", { busy })] })).toMatchObject({
      roomId: "1",
      exhausted: ["device"],
    });
  });

  test("is the room's where devices are free and no room is", () => {
    expect(pick({ rooms: [room("1", { busy })] }).exhausted).toEqual(["room"]);
  });

  test("has nothing to pick where there is nothing at all", () => {
    expect(pick({ physicians: [], rooms: [], devices: [] })).toEqual({
      physicianId: null,
      roomId: null,
      deviceId: null,
      exhausted: ["physician", "room", "device"],
    });
  });
});
