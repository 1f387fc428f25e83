import { useEffect, useState } from "react";
import type { ReactNode, RefObject } from "react";
import { Button } from "./button";
import "./choices.css";
import "./toast.css";
import "./row-selection.css";

export interface Selection<Row> {
  /** The field each chosen row's id is sent in. */
  name: string;
  /** The id of the form that the checkboxes and the actions belong to; the page renders it. */
  form: string;
  /** What a row is called when its checkbox is heard. */
  rowName: (row: Row) => string;
  /** What is counted: "plan", "plans". */
  noun: readonly [one: string, many: string];
  /** Submit buttons with `form={form}`. Before JavaScript counts, it is given 0: word them without a number then. */
  actions: (count: number) => ReactNode;
}

interface RowCheckboxProps<Row> {
  selection: Selection<Row>;
  row: Row;
  id: string;
}

export function RowCheckbox<Row>({ selection, row, id }: RowCheckboxProps<Row>) {
  return (
    <label className="rows-check-target">
      <input
        className="checkbox"
        type="checkbox"
        name={selection.name}
        value={id}
        form={selection.form}
        aria-label={`Select ${selection.rowName(row)}`}
      />
    </label>
  );
}

type Within = RefObject<HTMLElement>;

/** Drawn only once it can do something. */
export function SelectAll({ within, rows }: { within: Within; rows: readonly unknown[] }) {
  const { count, of } = useChecked(within, rows);
  if (of === 0) return null;
  return (
    <label className="rows-check-target">
      <input
        className="checkbox"
        type="checkbox"
        aria-label="Select every row on this page"
        checked={count === of}
        ref={(box) => {
          if (box) box.indeterminate = count > 0 && count < of;
        }}
        onChange={(event) => setAll(within, event.target.checked)}
      />
    </label>
  );
}

interface SelectionBarProps<Row> {
  selection: Selection<Row>;
  within: Within;
  rows: readonly Row[];
}

/** Shown by CSS while any row is checked, so that it works before JavaScript. */
export function SelectionBar<Row>({ selection, within, rows }: SelectionBarProps<Row>) {
  const { count } = useChecked(within, rows);
  const [one, many] = selection.noun;
  return (
    <div className="selection-bar" role="group" aria-label={`Selected ${many}`}>
      <span role="status">{count > 0 ? `${count} ${count === 1 ? one : many} selected` : "Selected"}</span>
      {selection.actions(count)}
      <Button variant="quiet" icon="cross" type="button" onClick={() => setAll(within, false)}>
        Clear
      </Button>
    </div>
  );
}

/** The boxes themselves remember what is checked, so what was ticked before hydration still counts. */
function useChecked(within: Within, rows: readonly unknown[]) {
  const [checked, setChecked] = useState({ count: 0, of: 0 });
  useEffect(() => {
    const root = within.current;
    if (!root) return;
    const recount = () => {
      const all = boxes(within);
      setChecked({ count: all.filter((box) => box.checked).length, of: all.length });
    };
    recount();
    root.addEventListener("change", recount);
    return () => root.removeEventListener("change", recount);
  }, [within, rows]);
  return checked;
}

function boxes(within: Within) {
  return [...(within.current?.querySelectorAll<HTMLInputElement>("tbody .rows-check input") ?? [])];
}

function setAll(within: Within, checked: boolean) {
  for (const box of boxes(within)) box.checked = checked;
  within.current?.dispatchEvent(new Event("change"));
}
