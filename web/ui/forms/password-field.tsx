import { type ReactNode, useState } from 'react';
import { Button } from '../button.tsx';
import { Field, pickWords } from './field.tsx';
import { type NameOf, useField } from './fields.ts';
import type { Bound } from './text-field.tsx';

/** A password with «Показать»: a mistyped layout is seen before it costs an attempt. */
export function PasswordField<T extends object, K extends NameOf<T, string>>(
  props: Bound<T, K> & { autoComplete: 'current-password' | 'new-password' },
): ReactNode {
  const [isShown, setShown] = useState(false);
  const field = useField(props.form, props.name);
  return (
    <Field {...pickWords(props)} id={props.id ?? field.id} error={props.error || field.error}>
      {(control) => (
        <div className="pair">
          <input
            {...control}
            className="input"
            type={isShown ? 'text' : 'password'}
            autoComplete={props.autoComplete}
            autoCapitalize="none"
            spellCheck={false}
            value={field.value as string}
            onChange={(event) => field.set(event.target.value as T[K])}
          />
          <Button aria-pressed={isShown} onClick={() => setShown(!isShown)}>
            {isShown ? 'Скрыть' : 'Показать'}
          </Button>
        </div>
      )}
    </Field>
  );
}
