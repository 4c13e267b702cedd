import type { ReactNode } from 'react';
import { listPeople } from '../../../../shared/contract/base/people.ts';
import { call } from '../../../lib/api.ts';
import { type EmptyIs, type Fields, type NameOf, useField } from '../../../ui/forms/fields.ts';
import { Picker } from '../../../ui/forms/picker.tsx';

export interface PickedPerson {
  id: string;
  label: string;
  note: string;
  name: string;
  position: string;
  unit: string;
}

interface Words {
  id?: string;
  label: string;
  hint?: string;
  error?: string | undefined;
  optional?: boolean;
  /** Name shown at first. */
  initial?: string;
  /** Who is not offered: the person themself. */
  except?: string | undefined;
}

/** A field that holds the id of a member of staff, found by name. */
export function PersonField<T extends object, K extends NameOf<T, string | null>>(
  props: Words & EmptyIs<T[K]> & { form: Fields<T>; name: K; also?: (person: PickedPerson) => Partial<T> },
): ReactNode {
  const { form, name, orNull, error, also, ...rest } = props;
  const field = useField(form, name);
  return (
    <PersonPicker
      id={field.id}
      {...(rest as Words)}
      isHeld
      error={error || field.error}
      onPick={(person) => {
        field.set((person?.id ?? (orNull ? null : '')) as T[K]);
        if (person && also) form.set(also(person));
      }}
    />
  );
}

/** A member of staff who is taken at once: put into a list. */
export function PersonPicker(
  props: Words & { isHeld?: boolean; onPick: (person: PickedPerson | null) => void },
): ReactNode {
  const { except, ...rest } = props;
  return <Picker<PickedPerson> {...rest} {...searchPeople(except)} />;
}

const searchPeople = (except: string | undefined) => ({
  nothing: 'Такого сотрудника нет',
  search: async (typed: string, signal: AbortSignal): Promise<PickedPerson[]> => {
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
  },
});
