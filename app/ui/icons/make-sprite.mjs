// Writes public/icons.svg and names.ts from lucide.json (ours: lucide's name) and drawn/*.svg.
// Run `node app/ui/icons/make-sprite.mjs` after changing either; tests/ui/icons.test.ts compares.
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { basename, dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const lucideFolder = join(
  dirname(createRequire(import.meta.url).resolve("lucide-static/package.json")),
  "icons",
);

function symbol(name, svg, strokeWidth) {
  const viewBox = /viewBox="([^"]+)"/.exec(svg)?.[1];
  const drawing = svg
    .replace(/<!--.*?-->/gs, "")
    .replace(/<svg[^>]*>|<\/svg>/g, "")
    .replace(/\s*\n\s*/g, "")
    .replaceAll(" />", "/>");
  return `<symbol id="${name}" viewBox="${viewBox}" fill="none" stroke="currentColor" stroke-width="${strokeWidth}" stroke-linecap="round" stroke-linejoin="round">${drawing}</symbol>`;
}

export function icons() {
  const lucide = JSON.parse(readFileSync(join(here, "lucide.json"), "utf8"));
  const drawn = readdirSync(join(here, "drawn")).map((file) => basename(file, ".svg"));
  const symbols = new Map([
    ...Object.entries(lucide).map(([name, theirs]) => [
      name,
      symbol(name, readFileSync(join(lucideFolder, `${theirs}.svg`), "utf8"), 1.75),
    ]),
    ...drawn.map((name) => [
      name,
      symbol(name, readFileSync(join(here, "drawn", `${name}.svg`), "utf8"), 1.75),
    ]),
  ]);
  const names = [...symbols.keys()].sort();
  return {
    sprite: `<svg xmlns="http://www.w3.org/2000/svg">\n<!-- Most of these are Lucide's, ISC licence, lucide.dev -->\n${names.map((name) => symbols.get(name)).join("\n")}\n</svg>\n`,
    names: `// Written by make-sprite.mjs.\nexport type IconName =\n${names.map((name) => `  | "${name}"`).join("\n")};\n`,
  };
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  const { sprite, names } = icons();
  writeFileSync(join(here, "../../../public/icons.svg"), sprite);
  writeFileSync(join(here, "names.ts"), names);
}
