import "./imports.css";

const steps = [
  ["file", "1. File"],
  ["columns", "2. Columns"],
  ["check", "3. Check"],
  ["done", "4. Taken in"],
] as const;
type Step = (typeof steps)[number][0];

/** Where one is, of four. */
export function ImportSteps({ step }: { step: Step }) {
  return (
    <ol className="import-steps" aria-label="Steps of the import">
      {steps.map(([key, label]) => (
        <li key={key} aria-current={key === step ? "step" : undefined}>
          {label}
        </li>
      ))}
    </ol>
  );
}
