import qrcode from "qrcode-generator";

/** A text as a QR code: how many modules wide it is, and its dark ones as one SVG path, a unit a module. */
export function qrCode(text: string): { modules: number; path: string } {
  const code = qrcode(0, "M");
  code.addData(text);
  code.make();
  const modules = code.getModuleCount();
  const indexes = Array.from({ length: modules }, (_, index) => index);
  const path = indexes
    .flatMap((row) =>
      indexes.filter((column) => code.isDark(row, column)).map((column) => `M${column} ${row}h1v1h-1z`),
    )
    .join("");
  return { modules, path };
}
