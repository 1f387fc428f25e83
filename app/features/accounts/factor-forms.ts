import type { AuthenticationResponseJSON, RegistrationResponseJSON } from "@simplewebauthn/server";
import { z } from "zod";
import { email, line } from "~/words/fields";

/** With the blanks and hyphens that people type. */
const typedCode = z
  .string("Enter the code")
  .max(60, "This is too long for a code")
  .transform((text) => text.replace(/[\s-]/g, "").toLowerCase());

/** Six digits of an app, or a recovery code. */
const code = typedCode.pipe(
  z
    .string()
    // Those made before had sixteen.
    .regex(
      /^(\d{6}|[a-z2-7]{16}|[a-z2-7]{26})$/,
      "A code has six digits; a recovery code has twenty-six letters and digits",
    ),
);

const back = z.string().max(2000).default("/");
const bytes = z.string().regex(/^[\w-]{1,8000}$/);
const transports = z.array(z.enum(["ble", "cable", "hybrid", "internal", "nfc", "smart-card", "usb"])).max(8);

/** What a browser's credential says, as JSON in a field. What the schema does not name is left out. */
const json = z
  .string("The browser sent no passkey. Try again")
  .max(30_000, "The browser sent too much. Try again")
  .transform((text, context): unknown => {
    try {
      return JSON.parse(text);
    } catch {
      context.addIssue({ code: "custom", message: "The browser sent no passkey. Try again" });
      return z.NEVER;
    }
  });

const passkeyAnswer = json.pipe(
  z
    .object({
      id: bytes,
      rawId: bytes,
      type: z.literal("public-key"),
      response: z.object({ clientDataJSON: bytes, authenticatorData: bytes, signature: bytes }),
    })
    .transform((sent): AuthenticationResponseJSON => ({ ...sent, clientExtensionResults: {} })),
);
export type PasskeyAnswer = z.output<typeof passkeyAnswer>;

const passkeyMade = json.pipe(
  z
    .object({
      id: bytes,
      rawId: bytes,
      type: z.literal("public-key"),
      response: z.object({
        clientDataJSON: bytes,
        attestationObject: bytes,
        transports: transports.catch([]),
      }),
    })
    .transform((sent): RegistrationResponseJSON => ({ ...sent, clientExtensionResults: {} })),
);
export type PasskeyMade = z.output<typeof passkeyMade>;

export const secondStepForm = z.object({ code, back });

/** At the sign-in page, and after the password. */
export const passkeySignInForm = z.discriminatedUnion("intent", [
  z.object({ intent: z.literal("options") }),
  z.object({ intent: z.literal("answer"), answer: passkeyAnswer, back }),
]);

/** Of somebody who is signed in: to prove who they are, or to add one. */
export const passkeyForm = z.discriminatedUnion("intent", [
  z.object({ intent: z.literal("prove") }),
  z.object({ intent: z.literal("add") }),
]);

export const confirmForm = z.discriminatedUnion("intent", [
  z.object({
    intent: z.literal("password"),
    password: z.string("Enter your password").max(1000, "This is too long for a password"),
    back,
  }),
  z.object({ intent: z.literal("code"), code, back }),
  z.object({ intent: z.literal("passkey"), answer: passkeyAnswer, back }),
]);

export const secondFactorForm = z.discriminatedUnion("intent", [
  z.object({ intent: z.literal("add-totp"), setup: z.string().max(400).default(""), code: typedCode }),
  z.object({ intent: z.literal("remove-totp") }),
  z.object({
    intent: z.literal("add-passkey"),
    answer: passkeyMade,
    passkeyName: line("Give it a name, such as “Clinic laptop”", 60),
  }),
  z.object({ intent: z.literal("remove-passkey"), passkey: bytes }),
  z.object({ intent: z.literal("renew-codes") }),
]);

export const forgottenForm = z.object({ email: email("Enter your work e-mail") });
