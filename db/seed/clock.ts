import { addDays, instantAt, type Day } from "~/domain/time";
import { clinicOf, type ClinicKey } from "./places";

/** The seed counts days from today and minutes of the clinic's clock; the database wants instants. */
export class Clock {
  constructor(
    readonly today: Day,
    readonly now: Date,
  ) {}

  day(on: number): Day {
    return addDays(this.today, on);
  }

  at(clinic: ClinicKey, on: number, minutes: number): Date {
    return instantAt(this.day(on), minutes, clinicOf(clinic).zone);
  }

  isPast(instant: Date): boolean {
    return instant <= this.now;
  }
}

export function later(instant: Date, minutes: number): Date {
  return new Date(instant.getTime() + minutes * 60_000);
}
