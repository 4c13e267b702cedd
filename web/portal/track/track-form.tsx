import { type FormEvent, type ReactNode, useState } from 'react';
import { useGo } from '../../lib/router.tsx';
import { Button } from '../../ui/button.tsx';
import { useFields } from '../../ui/forms/fields.ts';
import { TextField } from '../../ui/forms/text-field.tsx';
import { findSentKey } from '../parts/sent-messages.ts';
import { numberError, readCaseNumber } from './case-number.ts';

/** «Уже сообщали?»: a number sent from this device opens as one's own; of any other its contact is asked on a page of its own. */
export function TrackForm(props: { label: string; isFilled?: boolean; number?: string }): ReactNode {
  const go = useGo();
  const [error, setError] = useState<string>();
  const fields = useFields(
    { number: props.number ?? '' },
    { id: 'track', isPosted: true, errors: { number: error } },
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const text = fields.get().number;
    const number = readCaseNumber(text);
    if (!number) {
      setError(numberError(text));
      document.getElementById('track-number')?.focus();
      return;
    }
    const key = findSentKey(number);
    if (key) void go(`/m/${number}`, { search: { k: key } });
    else void go('/track', { search: { number } });
  };
  return (
    // Without scripts the browser itself leads to the page that asks for the contact.
    <form onSubmit={submit} noValidate action="/track">
      <TextField
        form={fields}
        name="number"
        label={props.label}
        placeholder="№ сообщения"
        inputMode="numeric"
        autoComplete="off"
        beside={
          <Button type="submit" kind={props.isFilled ? 'primary' : 'plain'}>
            Проверить
          </Button>
        }
        foot={<span>Номер есть в SMS или письме: 2026-11-0412</span>}
      />
    </form>
  );
}
