import type { ReactNode } from "react";

/**
 * Says its words aloud when they change. Keep it mounted and empty until then: a region that appears
 * together with its text is often not announced.
 */
export function LiveRegion({ children, urgent = false }: { children?: ReactNode; urgent?: boolean }) {
  return (
    <div className="visually-hidden" role={urgent ? "alert" : "status"} aria-atomic="true">
      {children}
    </div>
  );
}
