import type { ReactNode } from "react";
import "./kbd.css";

/** A key, drawn as a keycap; hidden where there is no keyboard. */
export function Kbd({ children }: { children: ReactNode }) {
  return <kbd className="kbd">{children}</kbd>;
}
