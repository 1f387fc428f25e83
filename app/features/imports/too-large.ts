/** What is said of a file of more than so many bytes: before it is sent where scripts run, and after. */
export const tooLargeWords = (mostBytes: number): string =>
  `This file is larger than ${String(Math.floor(mostBytes / 1024 / 1024))} MB. Split it, and import one part after the other`;
