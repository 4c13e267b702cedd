import { type ReactNode, useState } from 'react';
import { Button } from '../../../ui/button.tsx';
import { Field, type FieldWords, pickWords } from '../../../ui/forms/field.tsx';

/** A password with «Показать»: a mistyped layout is seen before it costs an attempt. */
export function PasswordInput(
  props: FieldWords & {
    id: string;
    value: string;
    autoComplete: 'current-password' | 'new-password';
    onChange: (value: string) => void;
  },
): ReactNode {
  const [isShown, setShown] = useState(false);
  return (
    <Field {...pickWords(props)} id={props.id}>
      {(control) => (
        <div className="pair">
          <input
            {...control}
            className="input"
            type={isShown ? 'text' : 'password'}
            autoComplete={props.autoComplete}
            autoCapitalize="none"
            spellCheck={false}
            value={props.value}
            onChange={(event) => props.onChange(event.target.value)}
          />
          <Button aria-pressed={isShown} onClick={() => setShown(!isShown)}>
            {isShown ? 'Скрыть' : 'Показать'}
          </Button>
        </div>
      )}
    </Field>
  );
}
