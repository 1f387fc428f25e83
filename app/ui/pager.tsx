import { LinkButton } from "./button";
import "./pager.css";

interface PagerProps {
  /** From 1. */
  page: number;
  pageSize: number;
  total: number;
  /** What is counted: "plan", "plans". */
  noun: readonly [one: string, many: string];
  pageHref: (page: number) => string;
}

export function Pager({ page, pageSize, total, noun, pageHref }: PagerProps) {
  const pages = Math.max(1, Math.ceil(total / pageSize));
  const first = (page - 1) * pageSize + 1;
  const last = Math.min(page * pageSize, total);
  const counted = `${total.toLocaleString("en")} ${total === 1 ? noun[0] : noun[1]}`;
  return (
    <nav className="pager" aria-label="Pages">
      <p className="numeric">{pages === 1 ? counted : `${first} to ${last} of ${counted}`}</p>
      {pages > 1 && (
        <div className="pager-links">
          {page > 1 && (
            <LinkButton href={pageHref(page - 1)} size="small" icon="chevron-left" rel="prev">
              Previous
            </LinkButton>
          )}
          <span className="numeric">
            Page {page} of {pages}
          </span>
          {page < pages && (
            <LinkButton href={pageHref(page + 1)} size="small" icon="chevron-right" rel="next">
              Next
            </LinkButton>
          )}
        </div>
      )}
    </nav>
  );
}
