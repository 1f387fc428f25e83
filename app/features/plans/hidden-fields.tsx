/** What a form that GETs takes along from the URL. */
export function HiddenFields({ values }: { values: Record<string, string | number | null> }) {
  return Object.entries(values).map(([name, value]) =>
    value === null || value === "" ? null : <input key={name} type="hidden" name={name} value={value} />,
  );
}
