import type { ReactNode } from "react";
import "./page.css";

interface PageProps {
  title: string;
  /** Where this page stands, above its title: links that lead up. */
  crumbs?: ReactNode;
  /** What the title is of, beside it: a place, a clock, a state. */
  meta?: ReactNode;
  /** Controls that choose what the page shows, right after the title. */
  beside?: ReactNode;
  /** Quiet actions on the right. */
  tools?: ReactNode;
  /** The one thing to do here. On a phone a Button with an icon shrinks to its icon. */
  primary?: ReactNode;
  /** Full-width bands between header and body: tabs, filters, a strip of facts. */
  bands?: ReactNode;
  /** The body brings its own edges: a table, a grid. */
  flush?: boolean | undefined;
  children: ReactNode;
}

export function Page({
  title,
  crumbs,
  meta,
  beside,
  tools,
  primary,
  bands,
  flush = false,
  children,
}: PageProps) {
  return (
    <div className="page">
      <header className="page-header">
        <div className="page-heading">
          {crumbs && (
            <nav className="page-crumbs" aria-label="You are in">
              {crumbs}
            </nav>
          )}
          <div className="page-title">
            <h1>{title}</h1>
            {meta && <div className="page-meta">{meta}</div>}
          </div>
        </div>
        {beside && <div className="page-beside">{beside}</div>}
        {tools && <div className="page-tools">{tools}</div>}
        {primary && <div className="page-primary">{primary}</div>}
      </header>
      {bands}
      <div className={flush ? "page-body page-flush" : "page-body"}>{children}</div>
    </div>
  );
}

/** A row of filters or facts between a page's header and its body. */
export function PageBand({ children, label }: { children: ReactNode; label?: string | undefined }) {
  return (
    <div className="page-band" role={label ? "group" : undefined} aria-label={label}>
      {children}
    </div>
  );
}

interface SectionProps {
  title: ReactNode;
  /** A number or a word after the title. */
  meta?: ReactNode;
  actions?: ReactNode;
  children: ReactNode;
  id?: string | undefined;
}

export function Section({ title, meta, actions, children, id }: SectionProps) {
  return (
    <section className="section" id={id}>
      <div className="section-head">
        <h2>{title}</h2>
        {meta && <span className="section-meta">{meta}</span>}
        {actions && <div className="section-actions">{actions}</div>}
      </div>
      {children}
    </section>
  );
}
