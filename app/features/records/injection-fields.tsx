import { isExpired, type RecordFacts } from "~/domain/record";
import { injectionField } from "~/domain/record-draft";
import { anesthetics, guidances, placements, sides, structureKinds } from "~/domain/vocabulary";
import { dayWithYear } from "~/domain/words-of-time";
import { Button } from "~/ui/button";
import { RadioCards } from "~/ui/choices";
import { Field, SelectField } from "~/ui/field";
import { guidanceWords, sideWords } from "~/words/en";
import { textOf, type Faults } from "~/words/faults";
import { structureKindWords } from "~/words/plans";
import { anestheticWords, placementWords } from "~/words/records";
import type { LotChoice } from "./view";

interface InjectionFieldsProps {
  index: number;
  faults: Faults;
  lots: readonly LotChoice[];
  day: RecordFacts["day"];
  /** Null where nothing can be taken away: without JavaScript an empty row counts for nothing. */
  onRemove: (() => void) | null;
}

/** One needle. What is usual is filled in; that its placement was seen is not. */
export function InjectionFields({ index, faults, lots, day, onRemove }: InjectionFieldsProps) {
  const of = (field: string) => {
    const name = injectionField(index, field);
    return { name, id: name, defaultValue: textOf(faults, name), errors: faults.errors[name] };
  };
  return (
    <section className="injection" aria-labelledby={`injection-${index}`}>
      <header className="injection-head">
        <h3 id={`injection-${index}`}>Injection {index + 1}</h3>
        {onRemove && (
          <Button type="button" variant="quiet" icon="trash" onClick={onRemove}>
            Remove<span className="visually-hidden"> injection {index + 1}</span>
          </Button>
        )}
      </header>
      <div className="record-row injection-what">
        <Field label="Structure" maxLength={120} autoComplete="off" {...of("structure")} />
        <SelectField
          label="Kind"
          empty="Choose"
          options={structureKinds.map((value) => ({ value, label: structureKindWords[value] }))}
          {...of("kind")}
        />
      </div>
      <RadioCards
        legend="Side"
        inline
        options={sides.map((value) => ({
          value,
          label: sideWords[value].charAt(0).toUpperCase() + sideWords[value].slice(1),
        }))}
        {...of("side")}
      />
      <div className="record-row injection-mixture">
        <Field label="Dextrose" suffix="%" inputMode="decimal" maxLength={6} {...of("dextrosePercent")} />
        <SelectField
          label="Anesthetic"
          empty="Choose"
          options={anesthetics.map((value) => ({ value, label: anestheticWords[value] }))}
          {...of("anesthetic")}
        />
        <Field label="Strength" suffix="%" inputMode="decimal" maxLength={6} {...of("anestheticPercent")} />
        <Field label="Volume" suffix="ml" inputMode="decimal" maxLength={6} {...of("ml")} />
      </div>
      <SelectField
        label="Lot"
        empty={lots.length > 0 ? "Choose a lot" : "No lot is in stock at this clinic"}
        hint={lots.length > 0 ? undefined : "Ask your administrator to enter what was received."}
        options={lots.map((lot) => ({
          value: lot.id,
          label: lotLabel(lot, day),
          disabled: isExpired(lot, day) || lot.isRetired,
        }))}
        {...of("lotId")}
      />
      <RadioCards
        legend="Guidance used"
        inline
        options={guidances.map((value) => ({ value, label: guidanceWords[value] }))}
        {...of("guidance")}
      />
      <RadioCards
        legend="Placement certified"
        inline
        options={placements.map((value) => ({ value, label: placementWords[value] }))}
        {...of("placement")}
      />
    </section>
  );
}

function lotLabel(lot: LotChoice, day: string): string {
  const name = `${lot.product}, lot ${lot.lotNumber}`;
  if (isExpired(lot, day)) return `${name}: expired ${dayWithYear(lot.expiresOn)}`;
  return lot.isRetired ? `${name}: out of use` : `${name}, until ${dayWithYear(lot.expiresOn)}`;
}
