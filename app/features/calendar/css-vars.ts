import type { CSSProperties } from "react";

/** Custom properties for a `style`: `{ from: 480 }` is `--from: 480`. */
export const cssVars = (values: Record<string, string | number>) =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [`--${name}`, value])) as CSSProperties;
