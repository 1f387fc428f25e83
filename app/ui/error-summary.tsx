import { useEffect, useRef } from "react";
import "./error-summary.css";

interface ErrorSummaryProps {
  /**
   * By the field's id; "" holds what belongs to no one field, and an id from "/" on is the page where it can be mended,
   * beside this one. As conform's `form.allErrors` and `form.errors` give it.
   */
  errors: Readonly<Record<string, readonly string[] | null | undefined>>;
  title?: string | undefined;
}

function Line({ id, children }: { id: string; children: string }) {
  if (id === "") return children;
  if (!id.startsWith("/")) return <a href={`#${encodeURIComponent(id)}`}>{children}</a>;
  return (
    <a href={id} target="_blank" rel="noreferrer">
      {children}
    </a>
  );
}

/** Stands above a form that was refused; takes focus whenever what it says changes. */
export function ErrorSummary({ errors, title = "There is a problem" }: ErrorSummaryProps) {
  const box = useRef<HTMLDivElement>(null);
  const lines = Object.entries(errors).flatMap(([id, messages]) =>
    (messages ?? []).map((message) => ({ id, message })),
  );
  const said = lines.map((line) => line.message).join("\n");
  useEffect(() => {
    if (said) box.current?.focus();
  }, [said]);

  if (lines.length === 0) return null;
  return (
    <div className="error-summary" ref={box} tabIndex={-1} role="alert" aria-labelledby="error-summary-title">
      <h2 id="error-summary-title">{title}</h2>
      <ul className="error-summary-lines">
        {lines.map(({ id, message }) => (
          <li key={`${id} ${message}`}>
            <Line id={id}>{message}</Line>
          </li>
        ))}
      </ul>
    </div>
  );
}
