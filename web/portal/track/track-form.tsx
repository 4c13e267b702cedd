import { useNavigate } from '@tanstack/react-router';
import { type FormEvent, type ReactNode, useState } from 'react';
import { Button } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import { findSentKey } from '../parts/sent-messages.ts';
import { readCaseNumber } from './case-number.ts';

/** «Уже сообщали?»: a number leads to its message; one sent from this device opens as one's own. */
export function TrackForm(props: { label: string; isFilled?: boolean; number?: string }): ReactNode {
  const navigate = useNavigate();
  const [text, setText] = useState(props.number ?? '');
  const [error, setError] = useState<string>();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const number = readCaseNumber(text);
    if (!number) {
      setError(text.trim() ? 'Номер записан не так. Пример: 2026-11-0412' : 'Впишите номер сообщения');
      document.getElementById('track-number')?.focus();
      return;
    }
    const key = findSentKey(number);
    void navigate({ to: `/m/${number}`, search: (key ? { k: key } : {}) as never });
  };
  return (
    <form onSubmit={submit} noValidate>
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
