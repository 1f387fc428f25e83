import { useEffect, useRef, useState } from "react";

interface OpenedOnProps {
  name: string;
  /** The record's present version. */
  value: string | number;
  /** What the last sending was answered, another object each time, once the page was loaded anew after it. */
  answer: unknown;
}

/**
 * The version of a record that its form was opened on. Others' changes reach the page while somebody types; the form
 * must still say what its reader has seen. Only the answer to its own sending brings the next version.
 */
export function OpenedOn({ name, value, answer }: OpenedOnProps) {
  const field = useRef<HTMLInputElement>(null);
  /** What had been answered when the form was sent; null while it is not. */
  const sent = useRef<{ before: unknown } | null>(null);
  const [opened, setOpened] = useState(value);

  useEffect(() => {
    const form = field.current?.form;
    const remember = () => (sent.current = { before: answer });
    form?.addEventListener("submit", remember);
    return () => form?.removeEventListener("submit", remember);
  }, [answer]);

  // A live update may have brought the version before the answer says so: then it changes with the answer no more.
  useEffect(() => {
    if (!sent.current || answer === undefined || answer === sent.current.before) return;
    sent.current = null;
    setOpened(value);
  }, [value, answer]);

  return <input type="hidden" name={name} value={opened} ref={field} />;
}
