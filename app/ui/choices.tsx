import { useContext, type InputHTMLAttributes, type ReactNode } from "react";
import { FieldErrors, describedBy } from "./field";
import type { FieldWords } from "./field";
import { UiWords } from "./ui-words";
import "./choices.css";

type FieldsetProps = Omit<FieldWords, "label" | "aside" | "name"> & {
  legend: ReactNode;
  /** Where the error summary leads; the first control inside should carry it. */
  id: string;
  className?: string | undefined;
  children: ReactNode;
};

/** One question answered by several controls. */
export function Fieldset({ legend, id, hint, errors, optional, className, children }: FieldsetProps) {
  const invalid = Boolean(errors?.length);
  const words = useContext(UiWords);
  return (
    <fieldset
      className={["fieldset", invalid && "field-invalid", className].filter(Boolean).join(" ")}
      aria-describedby={describedBy(id, Boolean(hint), invalid)}
    >
      <legend className="field-label">
        <span>
          {legend}
          {optional && <span className="field-optional"> ({words.optional})</span>}
        </span>
      </legend>
      {hint && (
        <div className="field-hint" id={`${id}-hint`}>
          {hint}
        </div>
      )}
      <FieldErrors id={id} errors={errors} />
      {children}
    </fieldset>
  );
}

interface Choice {
  value: string;
  label: ReactNode;
  hint?: ReactNode;
  disabled?: boolean | undefined;
}

type ChoicesProps = Omit<FieldWords, "label" | "aside"> & {
  legend: ReactNode;
  defaultValue?: string | undefined;
  required?: boolean | undefined;
};

/** One of a few, each a card as large as a thumb. */
export function RadioCards({
  options,
  inline,
  ...question
}: ChoicesProps & { options: readonly Choice[]; inline?: boolean | undefined }) {
  return (
    <Fieldset {...question} id={question.id ?? question.name}>
      <div className={inline ? "radio-cards radio-cards-inline" : "radio-cards"}>
        {options.map(({ value, label, hint, disabled }, index) => (
          <label className="radio-card" key={value}>
            <Radio {...question} index={index} value={value} disabled={disabled} className="radio" />
            <span>
              <span className="radio-card-label">{label}</span>
              {hint && <span className="radio-card-hint">{hint}</span>}
            </span>
          </label>
        ))}
      </div>
    </Fieldset>
  );
}

export interface NumberScaleProps extends ChoicesProps {
  from: number;
  to: number;
  /** What the ends mean, in words. */
  fromMeans: ReactNode;
  toMeans: ReactNode;
  /** Another way to the same numbers, between them and what their ends mean. */
  children?: ReactNode;
}

/** A whole number on a short scale, every answer one touch. */
export function NumberScale({ from, to, fromMeans, toMeans, children, ...question }: NumberScaleProps) {
  const numbers = Array.from({ length: to - from + 1 }, (_, index) => String(from + index));
  return (
    <Fieldset {...question} id={question.id ?? question.name}>
      <div className="number-scale">
        {numbers.map((value, index) => (
          <label className="number-tile numeric" key={value}>
            <Radio {...question} index={index} value={value} className="visually-hidden" />
            {value}
          </label>
        ))}
      </div>
      {children}
      <div className="number-ends">
        <span>{fromMeans}</span>
        <span>{toMeans}</span>
      </div>
    </Fieldset>
  );
}

interface RadioProps extends ChoicesProps {
  index: number;
  value: string;
  disabled?: boolean | undefined;
  className: string;
}

function Radio({ name, id = name, defaultValue, required, index, value, disabled, className }: RadioProps) {
  return (
    <input
      type="radio"
      className={className}
      name={name}
      id={index === 0 ? id : `${id}-${value}`}
      value={value}
      defaultChecked={defaultValue === value}
      required={required}
      disabled={disabled}
    />
  );
}

type CheckboxProps = Omit<InputHTMLAttributes<HTMLInputElement>, "name" | "children" | "className"> &
  Pick<FieldWords, "name" | "hint" | "errors"> & { label: ReactNode };

export function Checkbox({ label, name, id = name, hint, errors, ...input }: CheckboxProps) {
  const invalid = Boolean(errors?.length);
  return (
    <div className={invalid ? "field field-invalid" : "field"}>
      <FieldErrors id={id} errors={errors} />
      <label className="check-line">
        <input
          {...input}
          type="checkbox"
          className="checkbox"
          name={name}
          id={id}
          aria-invalid={invalid || undefined}
          aria-describedby={describedBy(id, Boolean(hint), invalid)}
        />
        <span>{label}</span>
      </label>
      {hint && (
        <div className="field-hint check-hint" id={`${id}-hint`}>
          {hint}
        </div>
      )}
    </div>
  );
}

type CheckboxesProps = Pick<FieldWords, "name" | "hint" | "errors"> & {
  legend: ReactNode;
  options: readonly { value: string; label: ReactNode }[];
  chosen: readonly string[];
};

/** One question with several answers, or none; its first box is where an error leads. */
export function Checkboxes({ legend, name, hint, errors, options, chosen }: CheckboxesProps) {
  return (
    <Fieldset legend={legend} id={name} hint={hint} errors={errors}>
      {options.map(({ value, label }, index) => (
        <Checkbox
          key={value}
          name={name}
          id={index === 0 ? name : `${name}-${value}`}
          value={value}
          label={label}
          defaultChecked={chosen.includes(value)}
        />
      ))}
    </Fieldset>
  );
}
