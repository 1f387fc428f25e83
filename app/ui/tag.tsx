import type { ReactNode } from "react";
import { Icon } from "./icon";
import type { IconName } from "./icons/names";
import "./tag.css";

export type TagTone =
  | "neutral"
  | "accent"
  | "warn"
  | "danger"
  | "early"
  | "late"
  | "nothing-booked"
  | "booked"
  | "arrived"
  | "in-treatment"
  | "performed"
  | "cancelled"
  | "no-show";

interface TagProps {
  tone?: TagTone | undefined;
  icon?: IconName | undefined;
  children: ReactNode;
  title?: string | undefined;
}

/** A state in words, on its tint. Plain values stay plain text. */
export function Tag({ tone = "neutral", icon, children, title }: TagProps) {
  return (
    <span className={`tag tag-${tone}`} title={title}>
      {icon && <Icon name={icon} />}
      {children}
    </span>
  );
}
