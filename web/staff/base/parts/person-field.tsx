import { type ReactNode, useState } from 'react';
import { listPeople } from '../../../../shared/contract/base/people.ts';
import { call } from '../../../lib/api.ts';
import { Combobox } from '../../../ui/forms/combobox.tsx';

export interface PickedPerson {
  id: string;
  name: string;
  position: string;
  unit: string;
}

/** A member of staff found by name. Typing on takes the choice back. */
export function PersonField(props: {
  label: string;
  hint?: string;
  error?: string | undefined;
  optional?: boolean;
  /** Name shown at first. */
  initial?: string;
  /** Who is not offered: the person themself. */
  except?: string | undefined;
  onPick: (person: PickedPerson | null) => void;
}): ReactNode {
  const { label, hint, error, optional = false, except, onPick } = props;
  const [text, setText] = useState(props.initial ?? '');
  return (
    <Combobox<PickedPerson & { label: string; note: string }>
      label={label}
      hint={hint}
      error={error}
      optional={optional}
      text={text}
      onText={(typed) => {
        setText(typed);
        onPick(null);
      }}
      search={async (typed, signal) => {
        const { people } = await call(listPeople, { query: { search: typed, limit: 10 } }, { signal });
        return people
          .filter(({ id }) => id !== except)
          .map(({ id, fullName, name, position, unit }) => ({
            id,
            name,
            position,
            unit,
            label: fullName,
            note: [position, unit].filter(Boolean).join(', '),
          }));
      }}
      onPick={(option) => {
        setText(option.label);
        onPick(option);
      }}
      nothing="Такого сотрудника нет"
    />
  );
}
