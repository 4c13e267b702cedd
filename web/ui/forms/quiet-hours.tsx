import type { ReactNode } from 'react';
import { Checkbox } from './choice.tsx';
import { Select } from './field.tsx';
import { type Fields, type NameOf, useField } from './fields.ts';

interface Hours {
  from: number;
  to: number;
}

const hours = Array.from({ length: 24 }, (_, hour) => ({
  value: String(hour),
  label: `${String(hour).padStart(2, '0')}:00`,
}));

/** Hours of the city's day in which no letters come; null = they come at any hour. `usual` is what turning them on begins with. */
export function QuietHours(props: {
  label: string;
  quiet: Hours | null;
  usual: Hours;
  onChange: (quiet: Hours | null) => void;
}): ReactNode {
  const { quiet, usual, onChange } = props;
  return (
    <>
      <Checkbox checked={quiet !== null} onChange={(isOn) => onChange(isOn ? usual : null)}>
        {props.label}
      </Checkbox>
      {quiet && (
        <div className="cluster">
          <Select
            id="quiet-from"
            label="с"
            value={String(quiet.from)}
            choices={hours}
            onChange={(from) => onChange({ from: Number(from), to: quiet.to })}
          />
          <Select
            id="quiet-to"
            label="до"
            value={String(quiet.to)}
            choices={hours}
            onChange={(to) => onChange({ from: quiet.from, to: Number(to) })}
          />
        </div>
      )}
    </>
  );
}

/** The same as a field of a form. */
export function QuietHoursField<T extends object, K extends NameOf<T, Hours | null>>(props: {
  form: Fields<T>;
  name: K;
  label: string;
  usual: Hours;
}): ReactNode {
  const field = useField(props.form, props.name);
  return (
    <QuietHours
      label={props.label}
      usual={props.usual}
      quiet={field.value as Hours | null}
      onChange={(quiet) => field.set(quiet as T[K])}
    />
  );
}
