import type { IconName } from "./icons/names";
import "./icon.css";

interface IconProps {
  name: IconName;
  className?: string | undefined;
}

/** Always beside words: it has no name of its own. */
export function Icon({ name, className }: IconProps) {
  return (
    <svg className={className ? `icon ${className}` : "icon"} aria-hidden="true">
      <use href={`/icons.svg#${name}`} />
    </svg>
  );
}
