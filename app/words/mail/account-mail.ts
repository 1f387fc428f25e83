import { htmlOf } from "./html";

interface AccountMail {
  why: "invited" | "new-link" | "forgotten";
  practice: string;
  link: string;
  hours: number;
}

const sentences: Record<
  AccountMail["why"],
  { subject: (practice: string) => string; lines: (practice: string) => string[]; button: string }
> = {
  invited: {
    subject: (practice) => `Your account at ${practice}`,
    lines: (practice) => [
      "Hello,",
      `${practice} plans its sessions with Tendon, and an administrator has made you an account. Choose your password with the link below.`,
    ],
    button: "Choose a password",
  },
  "new-link": {
    subject: (practice) => `A new link for your account at ${practice}`,
    lines: () => [
      "Hello,",
      "An administrator has made you a new link to choose a password with. Earlier links no longer work.",
    ],
    button: "Choose a password",
  },
  forgotten: {
    subject: (practice) => `A new password for ${practice}`,
    lines: () => [
      "Hello,",
      "Somebody, you we hope, said at the sign-in page that your password is forgotten. Choose another with the link below. Until you do, the present one works.",
    ],
    button: "Choose another password",
  },
};

/** What a colleague is mailed: subject, plain text and simple HTML of the same words. */
export function accountMail({ why, practice, link, hours }: AccountMail) {
  const { subject, lines, button } = sentences[why];
  const after = [
    `The link works once, for ${hours === 1 ? "an hour" : `${hours} hours`}.`,
    "You expected no such mail? Do nothing, and tell your practice’s administrator.",
  ];
  return {
    subject: subject(practice),
    text: [...lines(practice), `${button}:\n${link}`, ...after].join("\n\n") + "\n",
    html: htmlOf({ code: "en", lines: lines(practice), button, link, after }),
  };
}
