import type { CsvFault } from "./csv";

/** Why a file cannot be read at all, and what to do about it. */
export function csvFaultWords(fault: CsvFault): string {
  switch (fault.code) {
    case "nul":
      return "This is not a text file. If it is a workbook, save it as CSV first, then choose that file.";
    case "empty":
      return "This file is empty. Choose another.";
    case "no-rows":
      return "This file has a header and nothing below it. Choose another.";
    case "no-header":
      return "The first row holds somebody’s data. Put a row above it that names the columns.";
    case "too-wide":
      return "This file has more than 300 columns. Export fewer, or check that it is a CSV file.";
    case "too-many-rows":
      return `This file has more than ${fault.most.toLocaleString("en")} rows. Split it, and import one part after the other.`;
    case "quote-not-closed":
      return `A text in quotes begins in row ${fault.row} and never ends. Correct it there.`;
    case "unreadable":
      return `Row ${fault.row} cannot be read. Check its quotes and separators.`;
  }
}
