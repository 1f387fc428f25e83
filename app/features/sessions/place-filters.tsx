import { Form } from "@remix-run/react";
import type { Wish } from "~/domain/openings";
import { Button } from "~/ui/button";
import { PageBand } from "~/ui/page";
import { SelectMenu } from "~/ui/select-menu";
import type { PlaceView } from "./place-view";

interface PlaceFiltersProps {
  place: PlaceView;
  /** The page itself. */
  action: string;
  hidden?: Readonly<Record<string, string>>;
}

/** Clinic, day, physician, room and device: shows what is free with them. */
export function PlaceFilters({ place, action, hidden = {} }: PlaceFiltersProps) {
  const { clinic, clinics, wish } = place;
  return (
    <PageBand label="Where and with whom">
      {/* Made anew when the answer comes, so that the menus show what counts. */}
      <Form
        method="get"
        action={action}
        className="place-filters"
        key={JSON.stringify([clinic.id, wish, place.day])}
      >
        {Object.entries(hidden).map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        {clinics.length > 1 && (
          <SelectMenu
            label="Clinic"
            name="clinic"
            any=""
            options={clinics.map(({ id, name }) => ({ value: id, label: name }))}
            defaultValue={clinic.id}
          />
        )}
        <label className="filter place-date">
          <span className="filter-label">Day</span>
          <input type="date" name="date" min={place.today} defaultValue={place.day} />
        </label>
        <Pool label="Physician" name="physician" pool={place.physicians} chosen={wish.physicianId} />
        <Pool label="Room" name="room" pool={place.rooms} chosen={wish.roomId} />
        <Pool label="Device" name="device" pool={place.devices} chosen={wish.deviceId} />
        <Button>Show free times</Button>
      </Form>
    </PageBand>
  );
}

interface PoolProps {
  label: string;
  name: string;
  pool: PlaceView["rooms"];
  chosen: Wish["roomId"];
}

function Pool({ label, name, pool, chosen }: PoolProps) {
  const options = pool.map(({ id, name: words }) => ({ value: id, label: words }));
  return (
    <SelectMenu
      label={label}
      name={name}
      any=""
      options={[{ value: "any", label: "Any" }, ...options]}
      defaultValue={chosen ?? "any"}
    />
  );
}
