import type { Action } from "~/domain/permissions";

interface RoutePermission {
  loader?: Action | "public";
  action?: Action | "public";
}

/**
 * Every route and what its loader and action ask for. Each of them asks for itself as well, since either can be called
 * alone; tests/shape holds this table and the files equal, and the matrix test walks it for every role and method.
 */
export const routePermissions: Record<string, RoutePermission> = {
  root: { loader: "public" },
  "routes/$": { loader: "public" },
  "routes/_index": { loader: "today.read" },
  "routes/sign-in": { loader: "public", action: "public" },
  "routes/sign-out": { action: "self.write" },
  "routes/preferences": { action: "self.write" },
  "routes/setup": { loader: "public", action: "public" },
  "routes/welcome": { loader: "public", action: "public" },
  "routes/stay": { loader: "self.read" },
  "routes/profile": { loader: "self.read", action: "self.write" },
  "routes/find": { loader: "self.read" },
  "routes/live": { loader: "self.read" },
  "routes/calendar.day": { loader: "calendar.read" },
  "routes/calendar.week": { loader: "calendar.read" },
  "routes/calendar.month": { loader: "calendar.read" },
  "routes/calendar.agenda": { loader: "calendar.read" },
  "routes/sessions.new": { loader: "session.write", action: "session.write" },
  "routes/sessions.openings": { loader: "session.write" },
  "routes/sessions.$id._index": { loader: "calendar.read", action: "session.write" },
  "routes/sessions.$id.move": { loader: "session.write", action: "session.write" },
  "routes/sessions.$id.refill": { loader: "session.write", action: "session.write" },
  "routes/repair": { loader: "session.write", action: "session.write" },
  "routes/forecast": { loader: "forecast.read" },
  "routes/drift": { loader: "plan.read" },
  "routes/plans.$id.checkpoint": { loader: "plan.read-clinical", action: "plan.write" },
  "routes/waitlist": { loader: "session.write" },
  "routes/plans.$id.waitlist": { loader: "session.write", action: "session.write" },
  "routes/offer": { loader: "public", action: "public" },
  "routes/plans._index": { loader: "plan.read", action: "plan.read" },
  "routes/plans[.]csv": { loader: "plan.read" },
  "routes/plans.new": { loader: "plan.write", action: "plan.write" },
  "routes/plans.$id._index": { loader: "plan.read" },
  "routes/plans.$id.course": { loader: "session.write", action: "session.write" },
  "routes/plans.$id.letter": { loader: "plan.read" },
  "routes/plans.$id.edit": { loader: "plan.write", action: "plan.write" },
  "routes/plans.$id.status": { loader: "plan.hold", action: "plan.hold" },
  "routes/plans.$id.report": { loader: "report.enter", action: "report.enter" },
  "routes/patients._index": { loader: "patient.read" },
  "routes/patients.new": { loader: "patient.write", action: "patient.write" },
  "routes/patients.$id._index": { loader: "patient.read" },
  "routes/patients.$id.edit": { loader: "patient.write", action: "patient.write" },
  "routes/patients.import._index": { loader: "patient.import", action: "patient.import" },
  "routes/patients.import.$id": { loader: "patient.import", action: "patient.import" },
  "routes/outcomes._index": { loader: "outcomes.read" },
  "routes/outcomes[.]csv": { loader: "outcomes.read" },
  "routes/settings._index": { loader: "practice.manage" },
  "routes/settings.accounts._index": { loader: "accounts.manage" },
  "routes/settings.accounts.new": { loader: "accounts.manage", action: "accounts.manage" },
  "routes/settings.accounts.$id": { loader: "accounts.manage", action: "accounts.manage" },
  "routes/settings.clinics._index": { loader: "practice.manage", action: "practice.manage" },
  "routes/settings.clinics.$id": { loader: "practice.manage", action: "practice.manage" },
  "routes/settings.hours": { loader: "practice.manage", action: "practice.manage" },
  "routes/settings.weights": { loader: "practice.manage", action: "practice.manage" },
  "routes/settings.protocols": { loader: "practice.manage", action: "practice.manage" },
  "routes/time-off": { loader: "time-off.write", action: "time-off.write" },
};
