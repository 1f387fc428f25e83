import { lazy, Suspense, useEffect, useState } from "react";
import { paths } from "~/paths";

const Palette = lazy(() => import("./palette").then((module) => ({ default: module.Palette })));

/** Opens the palette on Ctrl K or a press on the rail's search; its code comes with the first opening. */
export function PaletteKey() {
  const [open, setOpen] = useState(false);
  useEffect(() => {
    const listening = new AbortController();
    document.addEventListener(
      "keydown",
      (event) => {
        if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k") {
          event.preventDefault();
          setOpen(true);
        }
      },
      { signal: listening.signal },
    );
    document.addEventListener(
      "click",
      (event) => {
        const link = event.target instanceof Element && event.target.closest(`a[href="${paths.find()}"]`);
        if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
        event.preventDefault();
        setOpen(true);
      },
      { signal: listening.signal, capture: true },
    );
    return () => listening.abort();
  }, []);
  if (!open) return null;
  return (
    <Suspense fallback={null}>
      <Palette onClose={() => setOpen(false)} />
    </Suspense>
  );
}
