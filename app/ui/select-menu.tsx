import type { SelectHTMLAttributes } from "react";
import { Icon } from "./icon";
import { Options } from "./field";
import type { Option } from "./field";
import "./filters.css";

type SelectMenuProps = Omit<SelectHTMLAttributes<HTMLSelectElement>, "children"> & {
  label: string;
  name: string;
  options: readonly Option[];
  /** The words for no filter; its value is empty. */
  any?: string | undefined;
};

/** One filter: "Region Any". A native select inside a form that GETs. */
export function SelectMenu({ label, options, any = "Any", ...select }: SelectMenuProps) {
  return (
    <label className="filter select-menu">
      <span className="filter-label">{label}</span>
      <select {...select} className="select-menu-control">
        {any && <option value="">{any}</option>}
        <Options options={options} />
      </select>
      <Icon name="chevron-down" />
    </label>
  );
}
