import { type ReactNode, useEffect, useRef } from 'react';
import { counted } from '../../../shared/text/plural.ts';

/**
 * The list of what to mend, on top of a form, with focus when it appears or changes. `errors` maps the id of a control
 * to the words shown at it; an error of the whole form has the key ''. Give the page «Ошибка» as `alarm` too.
 */
export function ErrorSummary(props: { errors: Readonly<Record<string, string>> }): ReactNode {
  const entries = Object.entries(props.errors);
  const box = useRef<HTMLDivElement>(null);
  const signature = JSON.stringify(props.errors);
  // biome-ignore lint/correctness/useExhaustiveDependencies: focus comes back whenever the errors are others
  useEffect(() => box.current?.focus(), [signature]);
  if (entries.length === 0) return null;
  const isWhole = entries.every(([id]) => id === '');
  return (
    <div ref={box} className="error-summary" role="alert" tabIndex={-1}>
      <h2>{isWhole ? 'Не получилось' : `Проверьте ${counted(entries.length, 'место', 'места', 'мест')}`}</h2>
      {entries.map(([id, words]) => (
        <p key={id + words}>
          {id ? (
            <a
              href={`#${id}`}
              onClick={(event) => {
                event.preventDefault();
                document.getElementById(id)?.focus();
              }}
            >
              {words}
            </a>
          ) : (
            words
          )}
        </p>
      ))}
    </div>
  );
}
