import type { Guidance, Region, RoomKind } from "~/domain/vocabulary";

/** Where the demo practice treats, with what, and by which protocols. */
export type ClinicKey = "riverside" | "foothills" | "harbour";

export interface DemoDevice {
  name: string;
  kind: Guidance;
  /** Its number among the clinic's rooms; null when it is wheeled about. */
  fixedTo: number | null;
}

export interface DemoClinic {
  key: ClinicKey;
  name: string;
  zone: string;
  address: string;
  phone: string;
  areaCode: string;
  /** Room 1, Room 2 … */
  rooms: RoomKind[];
  devices: DemoDevice[];
  /** Clock hours of every working day. */
  opens: [number, number][];
}

const carts = (count: number): DemoDevice[] =>
  Array.from({ length: count }, (_, index) => ({
    name: `Ultrasound ${index + 1}`,
    kind: "ultrasound",
    fixedTo: null,
  }));

export const clinics: DemoClinic[] = [
  {
    key: "riverside",
    name: "Riverside",
    zone: "America/Denver",
    address: "410 Cottonwood Avenue, Denver, CO",
    phone: "303 555 0100",
    areaCode: "303",
    rooms: ["procedure", "procedure", "shielded", "procedure", "procedure", "procedure"],
    devices: [
      ...carts(3),
      { name: "Ultrasound 4", kind: "ultrasound", fixedTo: 6 },
      { name: "C-arm 1", kind: "fluoroscope", fixedTo: 3 },
    ],
    opens: [
      [480, 720],
      [780, 1020],
    ],
  },
  {
    key: "foothills",
    name: "Foothills",
    zone: "America/Denver",
    address: "88 Canyon Road, Boulder, CO",
    phone: "720 555 0140",
    areaCode: "720",
    rooms: ["procedure", "procedure"],
    devices: [...carts(1), { name: "Ultrasound 2", kind: "ultrasound", fixedTo: 2 }],
    opens: [
      [510, 720],
      [780, 990],
    ],
  },
  {
    key: "harbour",
    name: "Harbour",
    zone: "America/Chicago",
    address: "1200 Breakwater Street, Chicago, IL",
    phone: "312 555 0170",
    areaCode: "312",
    rooms: ["procedure", "procedure", "shielded"],
    devices: [...carts(2), { name: "C-arm 1", kind: "fluoroscope", fixedTo: null }],
    opens: [[480, 990]],
  },
];

export function clinicOf(key: ClinicKey): DemoClinic {
  const clinic = clinics.find((each) => each.key === key);
  if (!clinic) throw new Error(`no clinic ${key}`);
  return clinic;
}

export interface DemoProtocol {
  region: Region;
  sessions: [number, number];
  guidance: Guidance;
  solution: string;
  assumed: boolean;
}

const limb = { sessions: [2, 4] as [number, number], guidance: "ultrasound" as const };
const spine = { sessions: [4, 8] as [number, number], guidance: "fluoroscope" as const };
const limbSolution = "Dextrose 50 % with lidocaine 1 %";
const spineSolution = "Dextrose 50 % with ropivacaine 0.2 %";

export const protocols: DemoProtocol[] = [
  ...(["wrist", "ankle", "knee"] as const).map((region) => ({
    region,
    ...limb,
    solution: limbSolution,
    assumed: false,
  })),
  ...(["elbow", "shoulder", "hip", "hand", "foot", "other"] as const).map((region) => ({
    region,
    ...limb,
    solution: limbSolution,
    assumed: true,
  })),
  ...(["neck", "upper-back", "lower-back", "sacroiliac"] as const).map((region) => ({
    region,
    ...spine,
    solution: spineSolution,
    assumed: false,
  })),
];

export const gapRange = { min: 14, target: 21, max: 28 };
export const phaseMinutes = { prepare: 5, treat: 15, recover: 10 };
