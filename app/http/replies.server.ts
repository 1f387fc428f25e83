import { data } from "@remix-run/node";
import type { Refusal } from "~/domain/refusals";
import type { FormFaults } from "./read-form.server";

/** Also where it belongs to another clinic: the two look exactly alike. */
export const notFound = (noun: string) => data({ noun }, { status: 404 });
export const forbidden = () => data({ noun: "page" }, { status: 403 });

/**
 * A thrown answer, which Remix hands on as if it were a fault where the route has no page: as it was thrown, or made
 * into a response of the router's own.
 */
export const isReply = (error: unknown) =>
  typeof error === "object" &&
  error !== null &&
  (("type" in error && error.type === "DataWithResponseInit") ||
    ("status" in error && typeof error.status === "number" && error.status < 500));

/** The form is not right: 400, with the faults beside their fields and what was typed. */
export const invalid = (faults: FormFaults) => data({ ok: false as const, faults }, { status: 400 });

/** The form is right, but it cannot be done: 409, with the reasons and what can be done instead. */
export function refused(refusal: Refusal, values: FormFaults["values"] = {}) {
  if (refusal.code === "not-found") throw notFound("record");
  return data({ ok: false as const, refusal, values }, { status: 409 });
}

/** A file to save. `name` is ASCII without quotes; nothing in it comes from a patient. */
export function download(body: BodyInit, name: string, type: string): Response {
  return new Response(body, {
    headers: {
      "Content-Type": type,
      "Content-Disposition": `attachment; filename="${name.replace(/[^A-Za-z0-9._-]/g, "-")}"`,
    },
  });
}
