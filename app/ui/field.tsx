import {
  useContext,
  type InputHTMLAttributes,
  type ReactNode,
  type SelectHTMLAttributes,
  type TextareaHTMLAttributes,
} from "react";
import { Icon } from "./icon";
import { UiWords } from "./ui-words";
import "./field.css";

export interface FieldWords {
  label: ReactNode;
  name: string;
  /** Its address for the label and the error summary; the name, unless two forms on a page share it. */
  id?: string | undefined;
  hint?: ReactNode;
  /** What is wrong and what to do; the field reads as invalid while there is any. */
  errors?: readonly string[] | null | undefined;
  /** Says "optional" after the label: mark the few that are, not the many that are not. */
  optional?: boolean | undefined;
  /** A link at the label's right. */
  aside?: ReactNode;
}

interface Wiring {
  id: string;
  name: string;
  "aria-invalid": true | undefined;
  "aria-describedby": string | undefined;
}

interface FieldFrameProps extends FieldWords {
  children: (wiring: Wiring) => ReactNode;
}

/** Label, hint and message around any one control; spread the wiring on it. */
export function FieldFrame({ children, label, optional, aside, ...words }: FieldFrameProps) {
  const { id, hint, errors, name } = { ...words, id: words.id ?? words.name };
  const invalid = Boolean(errors?.length);
  const { optional: optionalWord } = useContext(UiWords);
  return (
    <div className={invalid ? "field field-invalid" : "field"}>
      <div className="field-label">
        <label htmlFor={id}>
          {label}
          {optional && <span className="field-optional"> ({optionalWord})</span>}
        </label>
        {aside}
      </div>
      {hint && (
        <div className="field-hint" id={`${id}-hint`}>
          {hint}
        </div>
      )}
      <FieldErrors id={id} errors={errors} />
      {children({
        id,
        name,
        "aria-invalid": invalid || undefined,
        "aria-describedby": describedBy(id, Boolean(hint), invalid),
      })}
    </div>
  );
}

export function FieldErrors({ id, errors }: { id: string; errors: FieldWords["errors"] }) {
  const words = useContext(UiWords);
  if (!errors?.length) return null;
  return (
    <div className="field-errors" id={`${id}-error`}>
      {errors.map((error) => (
        <p key={error}>
          <Icon name="error" />
          <span>
            <span className="visually-hidden">{words.error}: </span>
            {error}
          </span>
        </p>
      ))}
    </div>
  );
}

export function describedBy(id: string, hinted: boolean, invalid: boolean): string | undefined {
  return [hinted && `${id}-hint`, invalid && `${id}-error`].filter(Boolean).join(" ") || undefined;
}

type Native<Attributes> = Omit<Attributes, "id" | "name" | "children">;

type FieldProps = FieldWords &
  Native<InputHTMLAttributes<HTMLInputElement>> & {
    /** Inside the field at its end: a unit, a button that shows the password. */
    suffix?: ReactNode;
  };

/** One line: text, e-mail, password, date, time, number, as `type` says. */
export function Field({
  label,
  name,
  id,
  hint,
  errors,
  optional,
  aside,
  suffix,
  className,
  ...input
}: FieldProps) {
  return (
    <FieldFrame {...{ label, name, id, hint, errors, optional, aside }}>
      {(wiring) => (
        <div className="control-box">
          <input
            className={`control ${className ?? ""}`}
            {...numericHints(input.type)}
            {...input}
            {...wiring}
          />
          {suffix && <span className="control-suffix">{suffix}</span>}
        </div>
      )}
    </FieldFrame>
  );
}

type TextAreaFieldProps = FieldWords & Native<TextareaHTMLAttributes<HTMLTextAreaElement>>;

export function TextAreaField({
  label,
  name,
  id,
  hint,
  errors,
  optional,
  aside,
  ...textarea
}: TextAreaFieldProps) {
  return (
    <FieldFrame {...{ label, name, id, hint, errors, optional, aside }}>
      {(wiring) => <textarea rows={3} {...textarea} {...wiring} className="control" />}
    </FieldFrame>
  );
}

export interface Option {
  value: string;
  label: string;
  disabled?: boolean | undefined;
}

type SelectFieldProps = FieldWords &
  Native<SelectHTMLAttributes<HTMLSelectElement>> & {
    options: readonly Option[];
    /** The first, empty choice: "Choose a region". */
    empty?: string | undefined;
  };

export function SelectField(props: SelectFieldProps) {
  const { label, name, id, hint, errors, optional, aside, options, empty, ...select } = props;
  return (
    <FieldFrame {...{ label, name, id, hint, errors, optional, aside }}>
      {(wiring) => (
        <div className="control-box">
          <select {...select} {...wiring} className="control">
            {empty !== undefined && <option value="">{empty}</option>}
            <Options options={options} />
          </select>
          <Icon name="chevron-down" className="control-chevron" />
        </div>
      )}
    </FieldFrame>
  );
}

export function Options({ options }: { options: readonly Option[] }) {
  return options.map(({ value, label, disabled }) => (
    <option key={value} value={value} disabled={disabled}>
      {label}
    </option>
  ));
}

function numericHints(type: string | undefined): { inputMode?: "decimal"; step?: "any" } {
  return type === "number" ? { inputMode: "decimal", step: "any" } : {};
}
