import { useNavigate } from "@remix-run/react";
import { useEffect } from "react";

/**
 * Turns clicks on plain links into client navigations. `app/ui` can stay free of the router, and a calendar of 500
 * blocks is 500 plain anchors. Links that download, open elsewhere or lead within the page are left to the browser.
 */
export function useLinkNavigation() {
  const navigate = useNavigate();
  useEffect(() => {
    function follow(event: MouseEvent) {
      if (event.defaultPrevented || event.button !== 0) return;
      if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
      const link = event.target instanceof Element ? event.target.closest("a") : null;
      if (!link?.href || link.target || link.hasAttribute("download") || link.dataset["reload"] !== undefined)
        return;
      const url = new URL(link.href);
      if (url.origin !== location.origin || url.pathname.endsWith(".csv")) return;
      if (url.hash && url.pathname === location.pathname && url.search === location.search) return;
      event.preventDefault();
      navigate(url.pathname + url.search + url.hash, {
        preventScrollReset: link.dataset["keepScroll"] !== undefined,
      });
    }
    document.addEventListener("click", follow);
    return () => document.removeEventListener("click", follow);
  }, [navigate]);
}
