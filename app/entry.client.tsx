import { RemixBrowser } from "@remix-run/react";
import { startTransition, StrictMode } from "react";
import { hydrateRoot } from "react-dom/client";
import { holdUnanswered } from "./shell/unanswered";

/**
 * RemixBrowser first decodes the page's data and suspends React meanwhile, outside any boundary. Whoever presses a key in
 * that moment makes React 18 give the whole page up (its error 345), and nothing in it works any more. So the decoding is
 * begun, and waited for, before React is.
 */
async function pageDataDecoded(): Promise<void> {
  try {
    RemixBrowser({});
  } catch (suspended) {
    if (!(suspended instanceof Promise)) throw suspended;
    await suspended;
  }
}

holdUnanswered();
void pageDataDecoded().then(() =>
  startTransition(() => {
    hydrateRoot(
      document,
      <StrictMode>
        <RemixBrowser />
      </StrictMode>,
    );
  }),
);
