import type { InputHTMLAttributes } from "react";
import { Icon } from "./icon";
import { Kbd } from "./kbd";
import "./filters.css";

type SearchFieldProps = Omit<InputHTMLAttributes<HTMLInputElement>, "type"> & {
  /** Its name, and its placeholder too. */
  label: string;
  name: string;
  /** The key that leads here, drawn at its end. */
  shortcut?: string | undefined;
};

export function SearchField({ label, shortcut, ...input }: SearchFieldProps) {
  return (
    <label className="filter search-field">
      <Icon name="search" />
      <span className="visually-hidden">{label}</span>
      <input
        placeholder={label}
        autoComplete="off"
        {...input}
        type="search"
        className="search-field-control"
        aria-keyshortcuts={shortcut}
      />
      {shortcut && <Kbd>{shortcut}</Kbd>}
    </label>
  );
}
