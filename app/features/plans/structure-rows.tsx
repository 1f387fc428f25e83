import { useEffect, useState } from "react";
import { structureKinds, type StructureKind } from "~/domain/vocabulary";
import { Button } from "~/ui/button";
import { Fieldset } from "~/ui/choices";
import { Options } from "~/ui/field";
import { Icon } from "~/ui/icon";
import { textOf, type Faults } from "~/words/faults";
import { structureKindWords } from "~/words/plans";

const SPARE_ROWS = 2;
const MOST_ROWS = 20;

interface StructureRowsProps {
  structures: readonly { kind: StructureKind; name: string }[];
  faults: Faults;
}

/** What is treated, one row each; an empty row counts for nothing. */
export function StructureRows({ structures, faults }: StructureRowsProps) {
  const typed = Object.keys(faults.values).filter((name) => /^structures\[\d+\]\.name$/.test(name)).length;
  const [rows, setRows] = useState(Math.min(MOST_ROWS, Math.max(typed, structures.length + SPARE_ROWS)));
  // Until then the button could do nothing.
  const [isLive, setLive] = useState(false);
  useEffect(() => setLive(true), []);
  return (
    <Fieldset legend="Structures to be treated" id="structures" optional errors={faults.errors["structures"]}>
      {Array.from({ length: rows }, (_, row) => {
        const name = `structures[${row}].name`;
        const kind = `structures[${row}].kind`;
        return (
          <div className="structure-row" key={row}>
            <div className="control-box">
              <select
                className="control"
                name={kind}
                aria-label={`Kind of structure ${row + 1}`}
                defaultValue={textOf(faults, kind, structures[row]?.kind ?? "joint")}
              >
                <Options
                  options={structureKinds.map((value) => ({ value, label: structureKindWords[value] }))}
                />
              </select>
              <Icon name="chevron-down" className="control-chevron" />
            </div>
            <input
              className="control"
              name={name}
              id={row === 0 ? "structures" : undefined}
              aria-label={`Name of structure ${row + 1}`}
              defaultValue={textOf(faults, name, structures[row]?.name ?? "")}
              maxLength={120}
            />
          </div>
        );
      })}
      {isLive && rows < MOST_ROWS && (
        <Button type="button" variant="quiet" icon="plus" onClick={() => setRows(rows + 1)}>
          Another structure
        </Button>
      )}
    </Fieldset>
  );
}
