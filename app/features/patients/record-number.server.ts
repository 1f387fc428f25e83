import { db } from "db/client";
import { nextRecordNumber } from "db/reads/record-number";

/** What the form of a new patient starts with; two desks may be told the same, and the database decides. */
export const suggestRecordNumber = async () => String(await nextRecordNumber(db));
