import { Form, useLocation } from "@remix-run/react";
import type { Role } from "~/domain/vocabulary";
import { forgetDrafts } from "~/features/records/kept-draft";
import { paths } from "~/paths";
import { Person } from "~/ui/shell";
import { roleWords } from "~/words/en";

interface Props {
  name: string;
  roles: readonly Role[];
  theme: "light" | "dark" | null;
}

const themes = [
  { value: "system", label: "As the system" },
  { value: "light", label: "Light" },
  { value: "dark", label: "Dark" },
];

/** The person at the foot of the rail: profile, theme, sign out. Opens and works without JavaScript. */
export function PersonMenu({ name, roles, theme }: Props) {
  const { pathname, search } = useLocation();
  return (
    <details className="person-menu" name="shell-menu">
      <summary>
        <Person
          name={name}
          role={roles.map((role) => roleWords[role]).join(", ")}
          initials={initials(name)}
        />
      </summary>
      <div className="person-menu-sheet">
        <a href={paths.profile()}>Profile and sign-ins</a>
        <Form method="post" action={paths.preferences()} className="theme-choice">
          <input type="hidden" name="back" value={pathname + search} />
          <fieldset>
            <legend>Theme</legend>
            {themes.map(({ value, label }) => (
              <button
                key={value}
                name="theme"
                value={value}
                aria-pressed={(theme ?? "system") === value}
                type="submit"
              >
                {label}
              </button>
            ))}
          </fieldset>
        </Form>
        <Form method="post" action={paths.signOut()} onSubmit={() => forgetDrafts("all")}>
          <button type="submit">Sign out</button>
        </Form>
      </div>
    </details>
  );
}

const initials = (name: string) => {
  const words = name.replace(/^Dr /, "").split(/\s+/);
  return `${words[0]?.[0] ?? ""}${words.length > 1 ? (words.at(-1)?.[0] ?? "") : ""}`.toUpperCase();
};
