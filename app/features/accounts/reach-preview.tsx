import type { Reach } from "~/domain/permissions";
import type { Role } from "~/domain/vocabulary";
import { fieldGroupWords } from "~/words/field-groups";
import { reachOf } from "./reach";

interface ReachPreviewProps {
  roles: readonly Role[];
  /** Names, in the order of the list. */
  clinics: readonly string[];
}

/** What a person with these roles at these clinics will see and change, before anything is saved. */
export function ReachPreview({ roles, clinics }: ReachPreviewProps) {
  const where = clinics.length === 0 ? "nowhere: choose a clinic" : clinics.join(", ");
  const words: Record<Reach, string> = {
    none: "",
    own: "Of their own patients",
    clinics: "At their clinics",
    practice: "Of the whole practice",
  };
  const shown = (reach: Reach) =>
    reach === "none" ? <span className="account-quiet">No</span> : words[reach];
  return (
    <details className="reach">
      <summary>What this person will see</summary>
      {roles.length === 0 ? (
        <p className="account-quiet">Choose a role first.</p>
      ) : (
        <div className="reach-table">
          <p>Their clinics: {where}.</p>
          <table>
            <thead>
              <tr>
                <th scope="col">What</th>
                <th scope="col">Sees</th>
                <th scope="col">Changes</th>
              </tr>
            </thead>
            <tbody>
              {reachOf(roles).map(({ group, read, write }) => (
                <tr key={group}>
                  <th scope="row">{fieldGroupWords[group]}</th>
                  <td>{shown(read)}</td>
                  <td>{shown(write)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </details>
  );
}
