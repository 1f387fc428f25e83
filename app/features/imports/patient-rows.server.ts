import type { Day } from "~/domain/day";
import type { Contact } from "~/domain/vocabulary";
import type { Table } from "~/formats/csv";
import type { Mapping } from "./fields";
import type { Problem } from "./problems";
import { cellsOf } from "./row-cells";
import {
  oneLine,
  readActive,
  readContact,
  readDay,
  readEmail,
  readLanguage,
  readPhone,
} from "./read-values.server";

/** One row as a patient, and what is to be said of it. `row` counts from 0, below the header. */
export interface PatientDraft {
  row: number;
  problems: Problem[];
  sourceId: string | null;
  /** Null: the next free one is given. */
  recordNumber: string | null;
  givenName: string;
  familyName: string;
  birthDate: Day | null;
  deceasedOn: Day | null;
  isActive: boolean;
  phone: string;
  email: string;
  language: string;
  preferredContact: Contact;
  deskNotes: string;
}

const MOST_NAME = 80;
const MOST_NUMBER = 20;
const MOST_ID = 200;
const MOST_NOTES = 2000;

/** Reads each row by itself; what only the database or another row can tell comes after. */
export function readPatientRows(table: Table, mapping: Mapping, latestDay: Day): PatientDraft[] {
  const cellIn = cellsOf(table, mapping);
  const isReversed = /inactive|archived|deleted/i.test(mapping.columns["state"] ?? "");
  return table.rows.map((cells, row) => {
    const problems: Problem[] = [];
    const cell = (key: string) => oneLine(cellIn(cells, key));
    if (cells.length < table.header.length) problems.push({ code: "cells-missing" });
    if (cells.length > table.header.length) problems.push({ code: "cells-surplus" });
    const names = readNames(cell("givenName"), cell("familyName"), cell("fullName"), mapping, problems);
    const dates = readDates(cell("birthDate"), cell("deathDate"), mapping, latestDay, problems);
    const kept = (
      value: string,
      read: (text: string) => string | null,
      code: "phone-unusable" | "email-unusable",
    ) => {
      const usable = value === "" ? "" : read(value);
      if (usable === null) problems.push({ code, value });
      return usable ?? "";
    };
    const phone = kept(cell("phone"), readPhone, "phone-unusable");
    const email = kept(cell("email"), readEmail, "email-unusable");
    const language = cell("language") === "" ? "en" : readLanguage(cell("language"));
    if (!language) problems.push({ code: "language-unknown", value: cell("language") });
    const isActive = readActive(cell("state"), isReversed);
    if (isActive === null) problems.push({ code: "state-unknown", value: cell("state") });
    const notes = cellIn(cells, "deskNotes").trim();
    if (notes.length > MOST_NOTES) problems.push({ code: "notes-cut" });
    return {
      row,
      problems,
      ...names,
      ...dates,
      sourceId: readId(cell("sourceId"), problems),
      recordNumber: readNumber(cell("recordNumber"), problems),
      isActive: isActive ?? true,
      phone,
      email,
      language: language ?? "en",
      preferredContact: contactOf(cell("preferredContact"), phone, email, problems),
      deskNotes: notes.slice(0, MOST_NOTES),
    };
  });
}

function readNames(given: string, family: string, whole: string, mapping: Mapping, problems: Problem[]) {
  const [wholeGiven, wholeFamily] = splitName(whole);
  const clean = (name: string) => (mapping.removeDigits ? oneLine(name.replace(/\d+/g, "")) : name);
  const names = { givenName: clean(given || wholeGiven), familyName: clean(family || wholeFamily) };
  if (!names.givenName || !names.familyName) problems.push({ code: "name-missing" });
  for (const value of Object.values(names)) {
    if (value.length > MOST_NAME) problems.push({ code: "name-too-long", value: value.slice(0, MOST_NAME) });
  }
  return names;
}

/** "Vale, Ruth Ann" or "Ruth Ann Vale". */
function splitName(whole: string): [given: string, family: string] {
  const [before = "", ...after] = whole.split(",");
  if (after.length > 0) return [after.join(" ").trim(), before.trim()];
  const words = whole.split(" ");
  return [words.slice(0, -1).join(" "), words.at(-1) ?? ""];
}

function readDates(birth: string, death: string, mapping: Mapping, latestDay: Day, problems: Problem[]) {
  const birthDate = birth === "" ? null : readDay(birth, mapping.dateOrder);
  const deceasedOn = death === "" ? null : readDay(death, mapping.dateOrder);
  if (birth === "") problems.push({ code: "birth-missing" });
  else if (!birthDate) problems.push({ code: "birth-unreadable", value: birth });
  else if (birthDate > latestDay) problems.push({ code: "birth-to-come", value: birth });
  if (death !== "" && !deceasedOn) problems.push({ code: "death-unreadable", value: death });
  if (deceasedOn && deceasedOn > latestDay) problems.push({ code: "death-to-come", value: death });
  if (birthDate && deceasedOn && deceasedOn < birthDate) problems.push({ code: "death-before-birth" });
  return { birthDate, deceasedOn };
}

function readId(value: string, problems: Problem[]): string | null {
  if (value.length > MOST_ID) problems.push({ code: "id-too-long", value: value.slice(0, MOST_ID) });
  return value || null;
}

function readNumber(value: string, problems: Problem[]): string | null {
  if (value.length > MOST_NUMBER) problems.push({ code: "number-too-long", value });
  else if (value && !/^[\p{L}\d][\p{L}\d ./-]*$/u.test(value))
    problems.push({ code: "number-unusable", value });
  return value || null;
}

/** What was asked for, where it can be had; else whatever there is. */
function contactOf(asked: string, phone: string, email: string, problems: Problem[]): Contact {
  const contact = asked === "" ? null : readContact(asked);
  if (asked !== "" && !contact) problems.push({ code: "contact-unknown", value: asked });
  if (contact === "post" || (contact === "phone" && phone) || (contact === "email" && email)) return contact;
  return phone ? "phone" : email ? "email" : "post";
}
