import type { Problem } from "./problems";

/** What is wrong with a row and what can be done, for the one who has the file. */
export function problemWords(problem: Problem): string {
  switch (problem.code) {
    case "cells-missing":
      return "It has fewer cells than the header, so they cannot be told apart.";
    case "cells-surplus":
      return "It has more cells than the header, so they cannot be told apart. Perhaps a separator stands in a text without quotes.";
    case "name-missing":
      return "The given or the family name is missing.";
    case "name-too-long":
      return `A name has more than 80 characters: “${problem.value}…”.`;
    case "birth-missing":
      return "The birth date is missing.";
    case "birth-unreadable":
      return `“${problem.value}” is no birth date, or its year has only two digits.`;
    case "birth-to-come":
      return `The birth date ${problem.value} is still to come.`;
    case "death-unreadable":
      return `“${problem.value}” is no date of death, or its year has only two digits.`;
    case "death-to-come":
      return `The date of death ${problem.value} is still to come.`;
    case "death-before-birth":
      return "The date of death lies before the birth date.";
    case "id-too-long":
      return "The other system’s id has more than 200 characters.";
    case "number-too-long":
      return `The record number ${problem.value} has more than 20 characters.`;
    case "number-unusable":
      return `“${problem.value}” is no record number: only letters, digits, spaces, dots, slashes and dashes.`;
    case "id-twice":
      return `Row ${problem.row} has the same id.`;
    case "number-twice":
      return `Row ${problem.row} has the same record number.`;
    case "id-of-another":
      return `This id belongs to ${problem.value}, so the file seems to come from yet another system.`;
    case "number-of-another":
      return `This record number belongs to ${problem.value}.`;
    case "patient-missing":
      return "It does not say whose visit it was.";
    case "patient-unknown":
      return `No patient of your clinics has the id or record number “${problem.value}”. Import the patients first.`;
    case "start-missing":
      return "It does not say when the visit was.";
    case "start-unreadable":
      return `“${problem.value}” is no day or time, or its year has only two digits.`;
    case "start-to-come":
      return `${problem.value} is still to come: book it in Tendon, where it holds its room.`;
    case "already-here":
      return "Taken in before.";
    case "like-somebody":
      return `The name and birth date are those of ${problem.who}.`;
    case "like-a-row":
      return `The name and birth date are those of row ${problem.row}.`;
    case "phone-unusable":
      return `“${problem.value}” is no phone number; it is left empty.`;
    case "email-unusable":
      return `“${problem.value}” is no e-mail address; it is left empty.`;
    case "language-unknown":
      return `The language “${problem.value}” is not known here; English is taken.`;
    case "state-unknown":
      return `“${problem.value}” says neither active nor inactive; active is taken.`;
    case "contact-unknown":
      return `“${problem.value}” is no way to be reached; what there is is taken.`;
    case "end-unusable":
      return `The end “${problem.value}” cannot be read or lies before the beginning; it is left empty.`;
    case "notes-cut":
      return "The notes are cut after 2,000 characters.";
    case "description-cut":
      return "The description is cut after 500 characters.";
  }
}
