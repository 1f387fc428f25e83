import { useEffect, useRef, useState } from "react";

interface OpenedOnProps {
  name: string;
  /** The record's present version. */
  value: string | number;
}

/**
 * The version of a record that its form was opened on. Others' changes reach the page while somebody types; the form
 * must still say what its reader has seen. Only the answer to its own sending brings the next version.
 */
export function OpenedOn({ name, value }: OpenedOnProps) {
  const field = useRef<HTMLInputElement>(null);
  const sent = useRef(false);
  const [opened, setOpened] = useState(value);

  useEffect(() => {
    const form = field.current?.form;
    const remember = () => (sent.current = true);
    form?.addEventListener("submit", remember);
    return () => form?.removeEventListener("submit", remember);
  }, []);

  useEffect(() => {
    if (!sent.current || value === opened) return;
    sent.current = false;
    setOpened(value);
  }, [value, opened]);

  return <input type="hidden" name={name} value={opened} ref={field} />;
}
