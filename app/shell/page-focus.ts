import { useLocation } from "@remix-run/react";
import { useEffect, useRef } from "react";

/**
 * A new page that took away what was focused is where the keyboard and a screen reader go on, not the document's first
 * link. What a page focuses by itself, or what stays (the rail), keeps the focus.
 */
export function usePageFocus() {
  const { pathname } = useLocation();
  const shown = useRef(pathname);
  useEffect(() => {
    if (shown.current === pathname) return;
    shown.current = pathname;
    if (document.activeElement !== document.body) return;
    document.getElementById("main")?.focus({ preventScroll: true });
  }, [pathname]);
}
