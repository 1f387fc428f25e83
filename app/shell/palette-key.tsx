import { lazy, Suspense, useCallback, useEffect, useRef, useState } from "react";
import { paths } from "~/paths";

/** Where its code cannot be had, the page that does the same is. */
const Palette = lazy(() =>
  import("./palette").then(
    (module) => ({ default: module.Palette }),
    () => {
      window.location.assign(paths.find());
      return new Promise<never>(() => {});
    },
  ),
);

const isCharacter = ({ key, ctrlKey, metaKey, altKey }: KeyboardEvent) =>
  key.length === 1 && !ctrlKey && !metaKey && !altKey;

/** Opens the palette on Ctrl K or a press on the rail's search; its code comes with the first opening. */
export function PaletteKey() {
  const [open, setOpen] = useState(false);
  /** What is typed before the palette has come; null where none is on its way. */
  const early = useRef<string | null>(null);
  const takeEarly = useCallback(() => {
    const typed = early.current ?? "";
    early.current = null;
    return typed;
  }, []);
  useEffect(() => {
    const listening = new AbortController();
    const openNow = () => {
      if (!document.querySelector("dialog.palette")) early.current ??= "";
      setOpen(true);
    };
    document.addEventListener(
      "keydown",
      (event) => {
        if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k") {
          event.preventDefault();
          openNow();
        } else if (early.current !== null && isCharacter(event)) {
          event.preventDefault();
          event.stopPropagation();
          early.current += event.key;
        } else if (early.current !== null && event.key === "Escape") {
          early.current = null;
          setOpen(false);
        }
      },
      { signal: listening.signal, capture: true },
    );
    document.addEventListener(
      "click",
      (event) => {
        const link = event.target instanceof Element && event.target.closest(`a[href="${paths.find()}"]`);
        if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
        event.preventDefault();
        openNow();
      },
      { signal: listening.signal, capture: true },
    );
    return () => listening.abort();
  }, []);
  if (!open) return null;
  return (
    <Suspense fallback={null}>
      <Palette takeEarly={takeEarly} onClose={() => setOpen(false)} />
    </Suspense>
  );
}
