import { useNavigate } from "@remix-run/react";
import { useEffect, useRef, useState, type KeyboardEvent } from "react";
import { FindList } from "~/features/find/find-list";
import { Button } from "~/ui/button";
import { useFound } from "./use-found";

interface PaletteProps {
  /** What was typed while this was still on its way; once. */
  takeEarly: () => string;
  onClose: () => void;
}

/** Ctrl K: one field to find a patient or plan, jump to a date, or start an action. Arrows choose, Enter goes. */
export function Palette({ takeEarly, onClose }: PaletteProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const [text, setText] = useState(takeEarly);
  const [chosen, setChosen] = useState(0);
  const [entered, setEntered] = useState(false);
  const { found: data, isUnanswered, again } = useFound(text);
  const navigate = useNavigate();
  const results = data?.groups.flatMap((group) => group.results) ?? [];
  // What stands there until the answer comes is the answer to something else.
  const isAnswered = data?.asked === text;

  useEffect(() => dialog.current?.showModal(), []);
  useEffect(() => setChosen(0), [data]);
  useEffect(() => {
    if (!entered || !isAnswered) return;
    setEntered(false);
    const [first] = data.groups.flatMap((group) => group.results);
    if (!first) return;
    onClose();
    navigate(first.href);
  }, [entered, isAnswered, data, navigate, onClose]);

  function choose(event: KeyboardEvent) {
    if (event.key === "Enter") {
      event.preventDefault();
      const result = results[chosen];
      if (!isAnswered) setEntered(true);
      else if (result) {
        onClose();
        navigate(result.href);
      }
      return;
    }
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step || results.length === 0) return;
    event.preventDefault();
    const next = (chosen + step + results.length) % results.length;
    setChosen(next);
    document.getElementById(`find-${next}`)?.scrollIntoView({ block: "nearest" });
  }

  return (
    // eslint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-noninteractive-element-interactions -- Escape closes a dialog by itself
    <dialog
      className="palette"
      ref={dialog}
      aria-label="Find or jump to"
      onClose={onClose}
      onClick={(event) => {
        const onLink = event.target instanceof Element && event.target.closest("a");
        if (event.target === dialog.current || onLink) onClose();
      }}
    >
      <input
        className="palette-field"
        role="combobox"
        aria-label="Patient, plan, date or action"
        aria-expanded={results.length > 0}
        aria-controls="find-results"
        aria-activedescendant={results.length > 0 ? `find-${chosen}` : undefined}
        autoComplete="off"
        maxLength={100}
        placeholder="Patient, plan, “next tue”, “who is free”"
        value={text}
        onChange={(event) => {
          setText(event.currentTarget.value);
          setEntered(false);
        }}
        onKeyDown={choose}
      />
      <div className="palette-list" aria-live="polite">
        {isUnanswered && (
          <p className="find-none">
            The search was not answered. <Button onClick={again}>Search again</Button>
          </p>
        )}
        {data && <FindList groups={data.groups} text={data.text} chosen={chosen} />}
      </div>
    </dialog>
  );
}
