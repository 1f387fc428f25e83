import { dayWithYear } from "~/domain/words-of-time";

interface Told {
  sessions: readonly { day: string; clock: string; physician: string; clinic: string }[];
  clinics: readonly { name: string; address: string; phone: string; zoneLabel: string }[];
}

/** When and where, for a text message: it names neither the patient nor what is treated. */
export const datesText = ({ sessions }: Pick<Told, "sessions">): string =>
  sessions.map(({ day, clock, clinic }) => `${dayWithYear(day)}, ${clock}, ${clinic}`).join("\n");

/** The same as a mail, with where to call and what to expect afterwards. */
export function letterText({ sessions, clinics }: Told): string {
  const places = clinics.map(({ name, address, phone, zoneLabel }) =>
    [`${name}${address ? `, ${address}` : ""}`, phone && `telephone ${phone}`, `times are ${zoneLabel}`]
      .filter(Boolean)
      .join("; "),
  );
  return [
    sessions.length === 1 ? "Your next session:" : "Your next sessions:",
    datesText({ sessions }),
    "",
    ...places,
    "",
    "Please tell us as early as you can if one of them does not suit you: we can move it.",
    "",
    "Afterwards, mild swelling and stiffness are normal, and pass. Some people feel better after the first sessions, others a little with each, and some feel nothing in the first week. Call us at once if you have a fever, severe or growing pain, trouble breathing, or a new weakness.",
  ].join("\n");
}
