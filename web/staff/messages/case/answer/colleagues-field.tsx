import { type ReactNode, useEffect, useId, useState } from 'react';
import { listColleagues } from '../../../../../shared/contract/messages/cases-colleagues.ts';
import { call } from '../../../../lib/api.ts';
import { Button } from '../../../../ui/button.tsx';
import type { ComboboxOption } from '../../../../ui/forms/combobox.tsx';
import { Picker } from '../../../../ui/forms/picker.tsx';
import { Chip } from '../../../../ui/mark.tsx';

export interface Colleague {
  id: string;
  name: string;
}

/** Colleagues called to a note: those the case is open to, found by name. `@` in the note opens the field. */
export function ColleaguesField(props: {
  caseId: string;
  called: readonly Colleague[];
  isOpen: boolean;
  error?: string | undefined;
  onOpen: (isOpen: boolean) => void;
  onCall: (colleague: Colleague) => void;
  onRemove: (id: string) => void;
}): ReactNode {
  const { caseId, called, isOpen, onOpen } = props;
  // Grows when somebody was called: the field begins anew.
  const [round, setRound] = useState(0);
  const fieldId = useId();
  useEffect(() => {
    if (isOpen) document.getElementById(fieldId)?.focus();
  }, [isOpen, fieldId]);
  return (
    <div className="composer__called">
      {called.map(({ id, name }) => (
        <Chip key={id} onRemove={() => props.onRemove(id)}>
          @{name}
        </Chip>
      ))}
      {isOpen ? (
        // biome-ignore lint/a11y/noStaticElementInteractions: keys are heard on their way from the field inside
        <div
          className="composer__picker"
          onKeyDown={(event) => {
            if (event.key === 'Escape') onOpen(false);
            // With nobody found yet it would post the note.
            if (event.key === 'Enter') event.preventDefault();
          }}
        >
          <Picker<ComboboxOption>
            key={round}
            id={fieldId}
            minLength={0}
            label="Кого позвать"
            error={props.error}
            nothing="Такого коллеги нет, или дело ему не открывается"
            search={async (typed, signal) => {
              const { people } = await call(
                listColleagues,
                { params: { id: caseId }, query: { search: typed } },
                { signal },
              );
              return people
                .filter(({ id }) => !called.some((one) => one.id === id))
                .map(({ id, name, about }) => ({ id, label: name, note: about }));
            }}
            onPick={(person) => {
              if (!person) return;
              props.onCall({ id: person.id, name: person.label });
              setRound((past) => past + 1);
            }}
          />
        </div>
      ) : (
        <Button kind="quiet" onClick={() => onOpen(true)}>
          Позвать коллегу
        </Button>
      )}
    </div>
  );
}
