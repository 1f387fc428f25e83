/** Loaded before the served app (NODE_OPTIONS): its clock stands still, so that the same question has the same answer. */
const at = Number(process.env["STILL_AT"]);

globalThis.Date = class extends Date {
  constructor(...given) {
    super(...(given.length === 0 ? [at] : given));
  }
  static now() {
    return at;
  }
};
