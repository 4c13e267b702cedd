import { useNavigate } from '@tanstack/react-router';
import { type FormEvent, type ReactNode, useState } from 'react';
import { Button } from '../../ui/button.tsx';
import { Field } from '../../ui/forms/field.tsx';
import { findSentKey } from '../parts/sent-messages.ts';
import { numberError, readCaseNumber } from './case-number.ts';

/** «Уже сообщали?»: a number sent from this device opens as one's own; of any other its contact is asked on a page of its own. */
export function TrackForm(props: { label: string; isFilled?: boolean; number?: string }): ReactNode {
  const navigate = useNavigate();
  const [text, setText] = useState(props.number ?? '');
  const [error, setError] = useState<string>();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const number = readCaseNumber(text);
    if (!number) {
      setError(numberError(text));
      document.getElementById('track-number')?.focus();
      return;
    }
    const key = findSentKey(number);
    if (key) void navigate({ to: `/m/${number}`, search: { k: key } as never });
    else void navigate({ to: '/track' as never, search: { number } as never });
  };
  return (
    // Without scripts the browser itself leads to the page that asks for the contact.
    <form onSubmit={submit} noValidate action="/track">
      <Field
        id="track-number"
        label={props.label}
        error={error}
        foot={<span>Номер есть в SMS или письме: 2026-11-0412</span>}
      >
        {(control) => (
          <span className="pair">
            <input
              {...control}
              name="number"
              className="input"
              placeholder="№ сообщения"
              inputMode="numeric"
              autoComplete="off"
              value={text}
              onChange={(event) => setText(event.target.value)}
            />
            <Button type="submit" kind={props.isFilled ? 'primary' : 'plain'}>
              Проверить
            </Button>
          </span>
        )}
      </Field>
    </form>
  );
}
