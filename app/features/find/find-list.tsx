import type { ResultGroup } from "./results";
import "./find.css";

/** What was found, as links in their groups; in the palette one of them is chosen by the keys. */
export function FindList({
  groups,
  text,
  chosen = null,
}: {
  groups: readonly ResultGroup[];
  text: string;
  chosen?: number | null;
}) {
  if (groups.length === 0) {
    return (
      <p className="find-none">
        Nothing found for “{text}”. Try a family name, a record number or a date such as “next tue”.
      </p>
    );
  }
  const before = (index: number) =>
    groups.slice(0, index).reduce((sum, group) => sum + group.results.length, 0);
  return (
    <div
      className="find-groups"
      id="find-results"
      role={chosen === null ? undefined : "listbox"}
      aria-label="Found"
    >
      {groups.map((group, index) => (
        <div key={group.title} role={chosen === null ? undefined : "group"} aria-label={group.title}>
          <h2 className="find-title" aria-hidden={chosen === null ? undefined : true}>
            {group.title}
          </h2>
          {group.results.map((result, place) => {
            const number = before(index) + place;
            return (
              <a
                key={result.href}
                className="find-result"
                href={result.href}
                {...(chosen !== null && {
                  role: "option",
                  id: `find-${number}`,
                  "aria-selected": number === chosen,
                  tabIndex: -1,
                })}
              >
                <span>{result.name}</span>
                <span className="find-note">{result.note}</span>
              </a>
            );
          })}
        </div>
      ))}
    </div>
  );
}
