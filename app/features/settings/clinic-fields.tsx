import { minutesToClock } from "~/domain/words-of-time";
import { Field } from "~/ui/field";
import { textOf, type Faults } from "~/words/faults";
import "./settings.css";

const usualPackMinute = 330;

interface ClinicFieldsProps {
  clinic: { name: string; zone: string; address: string; phone: string; morningPackMinute?: number } | null;
  zones: readonly string[];
  /** Why the zone cannot be changed now. */
  zoneHeld?: string | undefined;
  faults: Faults;
}

export function ClinicFields({ clinic, zones, zoneHeld, faults }: ClinicFieldsProps) {
  const { errors } = faults;
  return (
    <>
      <Field
        label="Name"
        name="name"
        autoComplete="off"
        maxLength={80}
        defaultValue={textOf(faults, "name", clinic?.name)}
        errors={errors["name"]}
      />
      <Field
        label="Time zone"
        name="zone"
        autoComplete="off"
        list="zones"
        maxLength={60}
        hint={
          zoneHeld ??
          "All its times are on this clock, whatever the browser’s. Type a city, such as Denver, and choose from the list."
        }
        defaultValue={textOf(faults, "zone", clinic?.zone)}
        errors={errors["zone"]}
      />
      <datalist id="zones">
        {zones.map((zone) => (
          <option key={zone} value={zone} />
        ))}
      </datalist>
      <div className="field-after">
        <Field
          label="Address"
          name="address"
          optional
          autoComplete="off"
          maxLength={300}
          defaultValue={textOf(faults, "address", clinic?.address)}
          errors={errors["address"]}
        />
        <Field
          label="Phone"
          name="phone"
          type="tel"
          optional
          autoComplete="off"
          maxLength={40}
          defaultValue={textOf(faults, "phone", clinic?.phone)}
          errors={errors["phone"]}
        />
        <Field
          label="Morning pack at"
          name="morningPackAt"
          type="time"
          hint="On this clinic’s clock: the day on paper, for when the network is down."
          defaultValue={textOf(
            faults,
            "morningPackAt",
            minutesToClock(clinic?.morningPackMinute ?? usualPackMinute),
          )}
          errors={errors["morningPackAt"]}
        />
      </div>
    </>
  );
}
