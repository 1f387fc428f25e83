import { Form } from "@remix-run/react";
import { useEffect, useRef } from "react";
import { paths } from "~/paths";
import { Button } from "~/ui/button";
import { Icon } from "~/ui/icon";
import { SelectMenu } from "~/ui/select-menu";
import type { CalendarFacts, Colour, View } from "./calendar-facts";

interface Props {
  view: View;
  data: CalendarFacts;
  colour: Colour;
}

/**
 * What stands in columns, whose sessions, which colours, and printing. On a phone they are the sheet that a button
 * opens: one popover, drawn as a row where there is room, so that nothing in it exists twice.
 */
export function CalendarOptions({ view, data, colour }: Props) {
  const form = useRef<HTMLFormElement>(null);
  const { clinic, day, by = "", physician, physicians } = data;
  const person = physician ?? "";
  // The address may change under the menus, by going back: they show what it says, and keep the focus.
  useEffect(() => {
    for (const [name, value] of Object.entries({ by, physician: person, colour })) {
      const menu = form.current?.elements.namedItem(name);
      if (menu instanceof HTMLSelectElement) menu.value = value;
    }
  }, [by, person, colour]);
  return (
    <>
      <button
        type="button"
        className="button button-secondary button-square cal-options-open"
        aria-label="View options"
        {...{ popovertarget: "cal-options" }}
      >
        <Icon name="more" />
      </button>
      <div className="cal-options" id="cal-options" {...{ popover: "auto" }}>
        {view !== "month" && view !== "free" && (
          <Form
            className="cal-choices"
            method="get"
            action={paths.calendar(view)}
            ref={form}
            onChange={(event) => event.currentTarget.requestSubmit()}
          >
            <input type="hidden" name="clinic" value={clinic.id} />
            <input type="hidden" name="date" value={day} />
            {view === "day" ? (
              <SelectMenu
                label="Columns"
                name="by"
                defaultValue={by}
                any=""
                options={[
                  { value: "physician", label: "Physicians" },
                  { value: "room", label: "Rooms" },
                  { value: "device", label: "Devices" },
                ]}
              />
            ) : (
              <SelectMenu
                label="Physician"
                name="physician"
                defaultValue={person}
                options={physicians.map(({ id, name }) => ({ value: id, label: name }))}
              />
            )}
            {view !== "agenda" && (
              <SelectMenu
                label="Colour"
                name="colour"
                defaultValue={colour}
                any=""
                options={[
                  { value: "state", label: "State" },
                  { value: "physician", label: "Physician" },
                ]}
              />
            )}
            <noscript>
              <Button>Show</Button>
            </noscript>
          </Form>
        )}
        <Button type="button" icon="print" label="Print" onClick={() => window.print()} />
      </div>
    </>
  );
}
