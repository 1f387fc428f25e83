import { paths } from "~/paths";
import { LinkButton } from "~/ui/button";
import { Icon } from "~/ui/icon";
import { Section } from "~/ui/page";
import "./settings.css";

export interface SetupFacts {
  clinics: readonly { id: string; name: string; rooms: number; devices: number; openDays: number }[];
  physicians: number;
  physiciansWithoutHours: number;
}

interface Step {
  title: string;
  what: string;
  done: boolean;
  href: string;
  act: string;
}

/** What the practice needs before a session can be booked. Each can be left and taken up again; done, the list goes. */
export function SetupSteps({ facts }: { facts: SetupFacts }) {
  const steps = setupSteps(facts);
  const next = steps.findIndex(({ done }) => !done);
  if (next < 0) return null;
  return (
    <Section
      title="Get ready to book"
      meta={`${steps.filter(({ done }) => done).length} of ${steps.length} done`}
    >
      <ol className="setup-steps">
        {steps.map(({ title, what, done, href, act }, index) => (
          <li key={title} className={done ? "setup-done" : undefined}>
            <span className="setup-step-mark">{done && <Icon name="tick" />}</span>
            <span>
              <strong>{title}</strong>
              {done && <span className="visually-hidden"> (done)</span>}
              <span className="setup-step-what"> {what}</span>
            </span>
            {!done && (
              <LinkButton size="small" variant={index === next ? "primary" : "secondary"} href={href}>
                {act}
              </LinkButton>
            )}
          </li>
        ))}
      </ol>
    </Section>
  );
}

function setupSteps({ clinics, physicians, physiciansWithoutHours }: SetupFacts): Step[] {
  const lacking = (key: "rooms" | "devices" | "openDays") => clinics.find((clinic) => clinic[key] === 0);
  const atClinic = (
    title: string,
    key: "rooms" | "devices" | "openDays",
    what: string,
    anchor: string,
  ): Step => {
    const clinic = lacking(key) ?? clinics[0];
    return {
      title,
      what: clinic && lacking(key) ? `${what} ${clinic.name} has none yet.` : what,
      done: clinics.length > 0 && !lacking(key),
      href: clinic ? `${paths.clinic(clinic.id)}#${anchor}` : paths.clinics({ add: "1" }),
      act: clinic ? `Set at ${clinic.name}` : "Add a clinic first",
    };
  };
  return [
    {
      title: "A clinic.",
      what: "Its name, clock, address and phone.",
      done: clinics.length > 0,
      href: paths.clinics({ add: "1" }),
      act: "Add a clinic",
    },
    atClinic("Rooms.", "rooms", "Procedure rooms, and shielded ones for fluoroscopy.", "rooms"),
    atClinic("Devices.", "devices", "Ultrasound carts and fluoroscopes.", "devices"),
    atClinic("Opening hours.", "openDays", "When a clinic can be booked.", "hours"),
    {
      title: "People.",
      what: "Physicians and schedulers, each with a link to choose a password.",
      done: physicians > 0,
      href: paths.accountNew(),
      act: "New account",
    },
    {
      title: "Working hours.",
      what: "When each physician works, and where.",
      done: physicians > 0 && physiciansWithoutHours === 0,
      href: paths.hours(),
      act: "Set hours",
    },
  ];
}
