import type { ReactNode } from "react";
import { Icon } from "~/ui/icon";

/** The page for those not signed in: a form on the left, the course on the right. */
export function Entrance({
  title,
  children,
  foot,
}: {
  title: string;
  children: ReactNode;
  foot?: ReactNode;
}) {
  return (
    <div className="entrance">
      <main className="entrance-side" id="main">
        <div className="entrance-mark">
          <Icon name="mark" />
          Tendon
        </div>
        <div className="entrance-form">
          <h1>{title}</h1>
          {children}
          {foot && <p className="entrance-foot">{foot}</p>}
        </div>
      </main>
      <div className="entrance-picture" aria-hidden="true">
        <svg viewBox="0 0 720 900" preserveAspectRatio="xMidYMid slice">
          {threads.map(({ d, opacity }) => (
            <path key={d} d={d} fill="none" stroke="var(--accent)" strokeWidth="1.75" opacity={opacity} />
          ))}
          <path d="M430 470H720" stroke="var(--accent)" strokeWidth="3.5" />
          {[470, 538, 606].map((x) => (
            <circle
              key={x}
              cx={x}
              cy="470"
              r="11"
              fill="var(--accent)"
              stroke="var(--canvas)"
              strokeWidth="4"
            />
          ))}
          <circle cx="674" cy="470" r="11" fill="var(--canvas)" stroke="var(--accent)" strokeWidth="3.5" />
          <text x="456" y="528">
            The course,
          </text>
          <text x="456" y="554">
            not the appointment.
          </text>
        </svg>
      </div>
    </div>
  );
}

/** Fourteen loose threads that gather into one. */
const threads = Array.from({ length: 14 }, (_, index) => {
  const start = 40 + index * 63;
  const spread = Math.abs(start - 450) / 450;
  return {
    d: `M0 ${start}C180 ${start} 220 470 440 470`,
    opacity: 0.75 - spread * 0.5,
  };
});
