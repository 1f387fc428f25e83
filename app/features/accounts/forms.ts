import { z } from "zod";
import { roles } from "~/domain/vocabulary";
import { email, id, line, version } from "~/words/fields";

const password = z.string("Enter a password").max(1000, "Use at most 256 characters");

export const signInForm = z.object({
  email: email("Enter your work e-mail"),
  password: z.string("Enter your password").max(1000, "This is too long for a password"),
  back: z.string().max(2000).default("/"),
});

export const passwordForm = z
  .object({ token: z.string().max(200), password, again: password })
  .refine((form) => form.password === form.again, {
    path: ["again"],
    error: "The two passwords differ. Type the same one twice",
  });

const certificationDay = z.iso.date("Enter a date").optional();

export const accountForm = z
  .object({
    name: line("Enter a name", 120),
    email: email("Enter an e-mail"),
    roles: z.array(z.enum(roles)).min(1, "Choose at least one role"),
    clinicIds: z.array(id).max(2000).default([]),
    speciality: z.string().trim().max(120).default(""),
    board: z.string().trim().max(120).default(""),
    certifiedUntil: certificationDay,
  })
  .refine((form) => form.roles.every((role) => role === "administrator") || form.clinicIds.length > 0, {
    path: ["clinicIds"],
    error: "Choose at least one clinic: without one this person would see nothing",
  });

export const accountEditForm = accountForm.safeExtend({ version });

export const ownPasswordForm = z
  .object({ current: z.string("Enter your present password").max(1000), password, again: password })
  .refine((form) => form.password === form.again, {
    path: ["again"],
    error: "The two passwords differ. Type the same one twice",
  });

export const firstAdministratorForm = z
  .object({
    token: z.string().max(200),
    practice: line("Enter the practice's name", 120),
    name: line("Enter your name", 120),
    email: email("Enter your e-mail"),
    password,
    again: password,
  })
  .refine((form) => form.password === form.again, {
    path: ["again"],
    error: "The two passwords differ. Type the same one twice",
  });
