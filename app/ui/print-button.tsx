import { useEffect, useState } from "react";
import { Button } from "./button";

/** Opens the browser's print dialog; not there without JavaScript, where the browser's own menu does it. */
export function PrintButton() {
  const [isReady, setReady] = useState(false);
  useEffect(() => setReady(true), []);
  if (!isReady) return null;
  return (
    <Button type="button" variant="primary" icon="print" onClick={() => window.print()}>
      Print
    </Button>
  );
}
