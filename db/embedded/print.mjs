/** @typedef {{ role: string, email: string, password: string }} Login */
/** @typedef {{ logins: Login[], setupPath: string | null }} Prepared */

/** @param {string[]} cells @param {number[]} widths */
const row = (cells, widths) =>
  `    ${cells.map((cell, i) => cell.padEnd(widths[i] ?? 0)).join("   ")}`.trimEnd();

/**
 * What the terminal shows once Tendon serves.
 * @param {string} address
 * @param {Prepared} prepared
 */
export function welcome(address, { logins, setupPath }) {
  const lines = ["", `  Tendon is ready: ${address}`, ""];
  if (setupPath) {
    lines.push("  Nobody has an account yet. Open this link, once, to become the first administrator:", "");
    lines.push(`    ${new URL(setupPath, address).href}`, "");
  }
  if (logins.length > 0) {
    const table = logins.map(({ role, email, password }) => [role, email, password]);
    const widths = [0, 1, 2].map((column) => Math.max(...table.map((cells) => cells[column]?.length ?? 0)));
    lines.push("  The demo practice; sign in as", "");
    lines.push(...table.map((cells) => row(cells, widths)), "");
  }
  lines.push("  Ctrl-C stops it.", "");
  return lines.join("\n");
}
