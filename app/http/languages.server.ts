/** The languages a browser asks for, as ISO 639 codes, the first being liked most. */
export const languagesOf = (request: Request): string[] =>
  (request.headers.get("accept-language") ?? "")
    .slice(0, 200)
    .split(",")
    .map((one) => one.trim().slice(0, 2).toLowerCase())
    .filter((code) => /^[a-z]{2}$/.test(code));
