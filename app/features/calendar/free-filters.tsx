import { Form } from "@remix-run/react";
import { useEffect, useRef } from "react";
import { guidances, regions } from "~/domain/vocabulary";
import { paths } from "~/paths";
import { Button } from "~/ui/button";
import { SelectMenu } from "~/ui/select-menu";
import { guidanceWords, regionWords } from "~/words/en";
import type { FreeData } from "./free-view";

const spanWords = { day: "One day", week: "The week" };
const partWords = { any: "Whole day", morning: "Morning", afternoon: "Afternoon" };
const optionsOf = <Value extends string>(words: Record<Value, string>) =>
  (Object.entries(words) as [Value, string][]).map(([value, label]) => ({ value, label }));

/** What a caller asks for: guidance, region, when, and with whom. */
export function FreeFilters({ view }: { view: FreeData }) {
  const form = useRef<HTMLFormElement>(null);
  const { clinic, day, span, guidance, part, physicians } = view;
  const [region, physician] = [view.region ?? "", view.physician ?? ""];
  // The address may change under the menus, by going back: they show what it says, and keep the focus.
  useEffect(() => {
    for (const [name, value] of Object.entries({ span, guidance, region, part, physician })) {
      const menu = form.current?.elements.namedItem(name);
      if (menu instanceof HTMLSelectElement) menu.value = value;
    }
  }, [span, guidance, region, part, physician]);
  return (
    <Form
      className="free-filters"
      method="get"
      action={paths.calendar("free")}
      ref={form}
      onChange={(event) => event.currentTarget.requestSubmit()}
    >
      <input type="hidden" name="clinic" value={clinic.id} />
      <input type="hidden" name="date" value={day} />
      <SelectMenu
        label="Guidance"
        name="guidance"
        defaultValue={guidance}
        any=""
        options={guidances.map((value) => ({ value, label: guidanceWords[value] }))}
      />
      <SelectMenu
        label="Region"
        name="region"
        defaultValue={region}
        options={regions.map((value) => ({ value, label: regionWords[value] }))}
      />
      <SelectMenu label="When" name="span" defaultValue={span} any="" options={optionsOf(spanWords)} />
      <SelectMenu label="Part" name="part" defaultValue={part} any="" options={optionsOf(partWords)} />
      <SelectMenu
        label="Physician"
        name="physician"
        defaultValue={physician}
        options={physicians.map(({ id, name }) => ({ value: id, label: name }))}
      />
      <noscript>
        <Button>Show</Button>
      </noscript>
    </Form>
  );
}
