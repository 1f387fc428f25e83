import { Form } from "@remix-run/react";
import { paths } from "~/paths";
import { Button } from "~/ui/button";
import { HalfDays } from "~/ui/half-days";
import { SelectMenu } from "~/ui/select-menu";
import { weekdayShort } from "~/words/courses";
import type { CourseView, WishesView } from "./view";

/** When the patient can come and with whom: a form that asks again, and works before any script. */
export function WishesForm({ course }: { course: CourseView }) {
  const { plan, wishes, options, today } = course;
  return (
    <Form
      method="get"
      action={paths.planCourse(plan.id)}
      className="wishes"
      key={JSON.stringify(wishes)}
      preventScrollReset
    >
      <HalfDays
        legend="When can the patient come?"
        name="when"
        hint="Tick the half-days; none means any."
        days={options.weekdays.map((number) => ({ number, label: weekdayShort[number - 1] ?? "" }))}
        ticked={wishes.when}
      />
      <div className="wishes-more">
        <SelectMenu
          label="Physician"
          name="physician"
          any=""
          defaultValue={wishes.physician}
          options={[
            { value: "preferred", label: `${plan.physician} if possible` },
            { value: "same", label: `Only ${plan.physician}` },
            { value: "any", label: "Any" },
            ...options.physicians.map(({ value, label }) => ({ value, label: `Only ${label}` })),
          ]}
        />
        {options.clinics.length > 1 && (
          <SelectMenu
            label="Clinic"
            name="clinic"
            any=""
            defaultValue={wishes.clinic}
            options={[...options.clinics, { value: "any", label: "Any of yours" }]}
          />
        )}
        <Button variant="primary">Show courses</Button>
      </div>
      <details className="wishes-rest" open={hasMore(wishes, plan.left)}>
        <summary>More wishes</summary>
        <div className="wishes-more">
          {options.rooms.length > 0 && (
            <Pool label="Room" name="room" options={options.rooms} chosen={wishes.room} />
          )}
          {options.devices.length > 0 && (
            <Pool label="Device" name="device" options={options.devices} chosen={wishes.device} />
          )}
          <label className="filter">
            <span className="filter-label">Sessions</span>
            <input type="number" name="count" min={1} max={plan.left} defaultValue={wishes.count} />
          </label>
          <label className="filter">
            <span className="filter-label">Not before</span>
            <input type="date" name="from" min={today} defaultValue={wishes.from} />
          </label>
          <label className="filter">
            <span className="filter-label">Not after</span>
            <input type="date" name="until" min={today} defaultValue={wishes.until} />
          </label>
          <label className="filter">
            <span className="filter-label">From</span>
            <input type="time" name="earliest" step={900} defaultValue={wishes.earliest} />
          </label>
          <label className="filter">
            <span className="filter-label">Until</span>
            <input type="time" name="latest" step={900} defaultValue={wishes.latest} />
          </label>
        </div>
      </details>
    </Form>
  );
}

/** A wish that is made stays in sight. */
const hasMore = ({ room, device, from, until, earliest, latest, count }: WishesView, left: number) =>
  room !== "any" || device !== "any" || count !== left || Boolean(from || until || earliest || latest);

interface PoolProps {
  label: string;
  name: string;
  options: readonly { value: string; label: string }[];
  chosen: string;
}

const Pool = ({ label, name, options, chosen }: PoolProps) => (
  <SelectMenu
    label={label}
    name={name}
    any=""
    options={[{ value: "any", label: "Any" }, ...options]}
    defaultValue={chosen}
  />
);
