import { type ReactNode, useEffect, useRef, useState } from 'react';
import type { RecordChange } from '../../../shared/contract/errors.ts';
import { type Failure, inside, staleDetailsOf } from '../../lib/commands/failure.ts';
import { versionIn } from '../../lib/commands/versions-shown.ts';
import { useFormats } from '../../lib/format.ts';
import { Button } from '../button.tsx';
import { tellFields, tellPresent } from './record-words.ts';
import { writtenIn } from './written-in.ts';

/** A record was changed while the person wrote: who did what, what is different now, and three ways on. Nothing typed is lost. */
export function StaleNote({ failure }: { failure: Failure }): ReactNode {
  const { problem, input, retry, forget, news, mayOverwrite } = failure[inside];
  const [isOpen, setOpen] = useState(false);
  const formats = useFormats();
  const box = useRef<HTMLDivElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: what comes later, or is opened, makes it taller
  useEffect(() => {
    box.current?.scrollIntoView({ block: 'nearest' });
  }, [news, isOpen]);
  if (!problem) return null;
  const { version, changes } = staleDetailsOf(problem);
  const fields = tellFields(news.changed, formats);
  const present = tellPresent(news.present, formats);
  const written = writtenIn(input);
  // Where the version is the same, it is not the record's fields that are another: saving again would be refused again.
  const mayRepeat = mayOverwrite && version !== versionIn(input).version;
  return (
    <div ref={box} className="failure failure--stale" role="alert">
      <p>
        <b>Ваше пока не записано.</b> {problem.message}
      </p>
      {changes.length > 0 && <Changes changes={changes} />}
      {fields.length > 0 && (
        <ul aria-label="Что стало иначе">
          {fields.map(({ title, was, now }) => (
            <li key={title}>
              {title}
              {was === null ? (
                ': изменено'
              ) : (
                <>
                  : было <del>{was}</del>, стало <ins>{now}</ins>
                </>
              )}
            </li>
          ))}
        </ul>
      )}
      <div className="cluster">
        {mayRepeat && (
          <Button icon="refresh" onClick={retry}>
            {written ? 'Записать моё поверх' : 'Всё равно выполнить'}
          </Button>
        )}
        {present.length > 0 && (
          <Button aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
            Показать нынешнее
          </Button>
        )}
        {written && <CopyButton text={written} />}
        <Button kind="quiet" onClick={forget}>
          Понятно
        </Button>
      </div>
      {isOpen && (
        <ul aria-label="Как записано сейчас">
          {present.map(({ title, now }) => (
            <li key={title}>
              {title}: {now}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

/** «28.11.2026 14:05, Иванова А. П.: Продлён срок поручения». */
function Changes({ changes }: { changes: readonly RecordChange[] }): ReactNode {
  const formats = useFormats();
  return (
    <ul aria-label="Последние изменения">
      {changes.map(({ at, by, what }) => (
        <li key={at + what}>
          {formats.dateTime(at)}
          {by && `, ${by}`}: {what}
        </li>
      ))}
    </ul>
  );
}

function CopyButton({ text }: { text: string }): ReactNode {
  const [outcome, setOutcome] = useState('');
  const copy = () => {
    navigator.clipboard.writeText(text).then(
      () => setOutcome('Скопировано'),
      () => setOutcome('Браузер не дал скопировать: выделите текст в поле'),
    );
  };
  return (
    <>
      <Button onClick={copy}>Скопировать мой текст</Button>
      <span role="status">{outcome}</span>
    </>
  );
}
