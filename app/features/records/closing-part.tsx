import { complications } from "~/domain/vocabulary";
import { NumberScale, RadioCards } from "~/ui/choices";
import { Field, TextAreaField } from "~/ui/field";
import { textOf, type Faults } from "~/words/faults";
import { complicationWords, exposureWords } from "~/words/records";
import type { RecordView } from "./view";

interface ClosingPartProps {
  faults: Faults;
  exposure: RecordView["exposure"];
  device: RecordView["session"]["device"];
  isFluoroscoped: boolean;
}

/** After the needle: X-rays, pain, complications. */
export function ClosingPart({ faults, exposure, device, isFluoroscoped }: ClosingPartProps) {
  const { errors } = faults;
  const of = (name: string) => ({ name, defaultValue: textOf(faults, name), errors: errors[name] });
  return (
    <>
      {isFluoroscoped && (
        <section className="record-part" aria-labelledby="fluoroscopy">
          <h2 id="fluoroscopy">Fluoroscopy</h2>
          <div className="record-row">
            <Field
              label="Time"
              suffix="s"
              inputMode="numeric"
              maxLength={5}
              autoComplete="off"
              {...of("fluoroscopySeconds")}
            />
            <Field
              label="Dose (air kerma)"
              suffix="mGy"
              inputMode="decimal"
              maxLength={9}
              autoComplete="off"
              {...of("fluoroscopyMgy")}
            />
          </div>
          <p className="record-sum">
            This patient before today, at your clinics: {exposureWords(exposure.patient)}.
            {exposure.device && ` ${device.name}: ${exposureWords(exposure.device)}.`}
          </p>
        </section>
      )}
      <section className="record-part" aria-labelledby="pain">
        <h2 id="pain">Pain</h2>
        <NumberScale
          legend="Before"
          from={0}
          to={10}
          fromMeans="0 no pain"
          toMeans="10 the worst imaginable"
          {...of("painBefore")}
        />
        <NumberScale
          legend="After"
          from={0}
          to={10}
          fromMeans="0 no pain"
          toMeans="10 the worst imaginable"
          {...of("painAfter")}
        />
      </section>
      <section className="record-part" aria-labelledby="complications">
        <h2 id="complications">Complications</h2>
        <RadioCards
          legend="Complication"
          inline
          options={complications.map((value) => ({ value, label: complicationWords[value] }))}
          {...of("complication")}
        />
        <TextAreaField
          label="What happened, and what was done"
          optional
          maxLength={2000}
          rows={2}
          {...of("complicationNote")}
        />
        <TextAreaField label="Note" optional maxLength={4000} rows={2} {...of("note")} />
      </section>
    </>
  );
}
