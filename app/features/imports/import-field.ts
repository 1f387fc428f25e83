export interface ImportField {
  key: string;
  label: string;
  hint?: string;
  required?: boolean;
  /** What other systems call it: letters only, lower case, the likeliest first. */
  names: readonly string[];
}
