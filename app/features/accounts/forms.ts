import { z } from "zod";
import { roles } from "~/domain/vocabulary";
import { day, email, id, line, prose, version } from "~/words/fields";
import { accountStates, factorChoices, seenChoices, type AccountFilter } from "./filter";

const password = z.string("Enter a password").max(1000, "Use at most 256 characters");
const twice = (form: { password: string; again: string }) => form.password === form.again;
const differ = { path: ["again"], error: "The two passwords differ. Type the same one twice" };

export const signInForm = z.object({
  email: email("Enter your work e-mail"),
  password: z.string("Enter your password").max(1000, "This is too long for a password"),
  back: z.string().max(2000).default("/"),
});

export const passwordForm = z
  .object({
    token: z.string().max(200).default(""),
    password,
    again: z.string("Enter the password again").max(1000),
  })
  .refine(twice, differ);

const accountFields = {
  name: line("Enter a name", 120),
  email: email("Enter an e-mail"),
  roles: z.array(z.enum(roles, "Choose from the roles listed")).min(1, "Choose at least one role").max(3),
  clinicIds: z.array(id).max(2000).default([]),
  mayOverbook: z
    .literal("yes")
    .optional()
    .transform((ticked) => ticked === "yes"),
  speciality: prose(120),
  board: prose(120),
  certifiedUntil: day("Enter a date").optional(),
};
type Reach = Pick<z.output<z.ZodObject<typeof accountFields>>, "roles" | "clinicIds">;
const seesSomething = (form: Reach) =>
  form.roles.every((role) => role === "administrator") || form.clinicIds.length > 0;
const seesNothing = {
  path: ["clinicIds"],
  error: "Choose at least one clinic: without one this person would see nothing",
};

export const accountForm = z
  .object({ ...accountFields, send: z.literal("mail").optional() })
  .refine(seesSomething, seesNothing);
export const accountEditForm = z
  .object({ ...accountFields, version, intent: z.literal("save") })
  .refine(seesSomething, seesNothing);

/** The role for which a new account was asked. */
export const readNewRole = (params: URLSearchParams) =>
  z.enum(roles).nullable().catch(null).parse(params.get("role"));

/** What the buttons of an account's page send. */
export const accountActForm = z.discriminatedUnion("intent", [
  z.object({ intent: z.literal("link"), send: z.literal("mail").optional() }),
  z.object({ intent: z.literal("deactivate") }),
  z.object({ intent: z.literal("reactivate") }),
  z.object({ intent: z.literal("reset-factor") }),
  z.object({ intent: z.literal("end-sign-ins"), signIn: signInReference().optional() }),
]);

export const accountPageForm = z.discriminatedUnion("intent", [accountEditForm, accountActForm]);

function signInReference() {
  return z.string().regex(/^[0-9a-f]{64}$/, "Choose one from the list");
}

/** What one changes for oneself. */
export const profileForm = z.discriminatedUnion("intent", [
  z.object({ intent: z.literal(["make-feed", "end-feed"]) }),
  z.object({ intent: z.literal("end-sign-ins"), signIn: signInReference().optional() }),
  z
    .object({
      intent: z.literal("password"),
      current: z.string("Enter your present password").max(1000, "This is too long for a password"),
      password,
      again: z.string("Enter the new password again").max(1000),
    })
    .refine(twice, differ),
]);

export const firstAdministratorForm = z
  .object({
    token: z.string().max(200).default(""),
    practice: line("Enter the practice’s name", 120),
    name: line("Enter your name", 120),
    email: email("Enter your e-mail"),
    password,
    again: z.string("Enter the password again").max(1000),
  })
  .refine(twice, differ);

const filterSchema = z.object({
  show: z.enum(accountStates).catch("all"),
  role: z.enum(roles).nullable().catch(null),
  clinic: id.nullable().catch(null),
  seen: z.enum(seenChoices).nullable().catch(null),
  factor: z.enum(factorChoices).nullable().catch(null),
  q: prose(80).catch(""),
  page: z.coerce.number().int().min(1).max(10_000).catch(1),
});

export const readAccountFilter = (params: URLSearchParams): AccountFilter =>
  filterSchema.parse({
    show: params.get("show"),
    role: params.get("role"),
    clinic: params.get("clinic"),
    seen: params.get("seen"),
    factor: params.get("factor"),
    q: params.get("q") ?? "",
    page: params.get("page") ?? 1,
  });

/** The account in a page's address, or null where that is no id at all. */
export const accountId = (params: { id?: string | undefined }) => id.safeParse(params.id).data ?? null;

const mostText = 200_000;
const tooLong = "This is too much for one go. Split it, and enter one part after the other";
/** Accounts as CSV, typed or as a file; the file counts where there are both. */
export const bulkForm = z.object({
  intent: z.enum(["check", "create"]),
  csv: z.string().max(mostText, tooLong).default(""),
  file: z
    .instanceof(File)
    .optional()
    .refine((file) => !file || file.size <= mostText, tooLong),
  send: z.literal("mail").optional(),
});
