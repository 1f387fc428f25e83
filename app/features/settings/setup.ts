import { paths } from "~/paths";

/** What the practice has of what a booking needs. */
export interface SetupFacts {
  clinics: readonly { id: string; name: string; rooms: number; devices: number; openDays: number }[];
  physicians: number;
  physiciansWithoutHours: number;
  schedulers: number;
  hasPlans: boolean;
}

export interface SetupStep {
  title: string;
  what: string;
  done: boolean;
  /** The way to do it; null where another step has to come first. */
  act: { href: string; words: string } | null;
}

/** What the practice needs before a session can be booked, in the order in which one leads to the next. */
export function setupSteps({
  clinics,
  physicians,
  physiciansWithoutHours,
  schedulers,
}: SetupFacts): SetupStep[] {
  const atClinic = (
    key: "rooms" | "devices" | "openDays",
    title: string,
    what: string,
    verb: string,
    hrefAt: (clinicId: string) => string,
  ): SetupStep => {
    const lacking = clinics.find((clinic) => clinic[key] === 0);
    return {
      title,
      what: lacking ? `${what} ${lacking.name} has none yet.` : what,
      done: clinics.length > 0 && !lacking,
      act: lacking ? { href: hrefAt(lacking.id), words: verb } : null,
    };
  };
  return [
    {
      title: "A clinic.",
      what: "Its name, clock, address and phone.",
      done: clinics.length > 0,
      act: { href: paths.clinics({ add: "1" }), words: "Add a clinic" },
    },
    atClinic("rooms", "Rooms.", "Procedure rooms, and shielded ones for fluoroscopy.", "Add a room", (id) =>
      paths.clinic(id, { room: "new" }),
    ),
    atClinic("devices", "Devices.", "Ultrasound carts and fluoroscopes.", "Add a device", (id) =>
      paths.clinic(id, { device: "new" }),
    ),
    atClinic(
      "openDays",
      "Opening hours.",
      "When a clinic can be booked.",
      "Set hours",
      (id) => `${paths.clinic(id)}#hours`,
    ),
    {
      title: "A physician.",
      what: "Makes the plans. You get a link to hand over, with which they choose a password.",
      done: physicians > 0,
      act:
        clinics.length > 0 ? { href: paths.accountNew({ role: "physician" }), words: "New account" } : null,
    },
    {
      title: "Working hours.",
      what: "When each physician works, and where.",
      done: physicians > 0 && physiciansWithoutHours === 0,
      act: physicians > 0 ? { href: paths.hours(), words: "Set hours" } : null,
    },
    {
      title: "A scheduler.",
      what: "Books, checks in and imports patients.",
      done: schedulers > 0,
      act:
        clinics.length > 0 ? { href: paths.accountNew({ role: "scheduler" }), words: "New account" } : null,
    },
  ];
}
