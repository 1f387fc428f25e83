import type { Typed } from "~/domain/record-draft";

/** What was typed, less one injection; those after it move up. */
export function withoutInjection(typed: Typed, gone: number): Typed {
  return Object.fromEntries(
    Object.entries(typed).flatMap(([name, value]) => {
      const index = Number(/^injections\[(\d+)\]/.exec(name)?.[1] ?? -1);
      if (index === gone) return [];
      return [[index > gone ? name.replace(/\d+/, String(index - 1)) : name, value]];
    }),
  );
}
