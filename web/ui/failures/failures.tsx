import { lazy, type ReactNode, Suspense, useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { ApiProblem } from '../../lib/api-problem.ts';
import { type Failure, inside, isStale } from '../../lib/commands/failure.ts';
import {
  failureWords,
  isToldByFields,
  isWorthRetrying,
  waitWords,
  wordsOfFields,
} from '../../lib/commands/tell-failure.ts';
import { Button } from '../button.tsx';
import { ErrorSummary } from '../forms/error-summary.tsx';
import './failures.css';

const StaleNote = lazy(async () => ({ default: (await import('./stale-note.tsx')).StaleNote }));

/** Anything that fails as a command does. */
export interface Failing {
  failure: Failure;
}

/**
 * The place where a form shows how its commands failed, whatever it was: a refusal, fields that no input shows, a record changed
 * meanwhile, too many requests, a lost network. While it stands nothing of theirs comes up at the foot of the page.
 */
export function Failures({ of, ...words }: { of: Failing | readonly Failing[] } & Words): ReactNode {
  const list = 'failure' in of ? [of] : of;
  return list.map(({ failure }, at) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: the commands of a form are the same for its whole life
    <Shown key={at} failure={failure} {...words} />
  ));
}

interface Words {
  /** «Часть не отправлена». */
  title?: string;
  /** «Текст остался в поле». */
  kept?: string;
  /** The form lists what is wrong with its fields itself (`FormErrors`). */
  areFieldsListed?: boolean;
}

/**
 * The top of a form that lists what to mend with links to the fields: `errors` by the id of a control, its own and the server's
 * (`fieldWords`). What is not about a field stands there as everywhere.
 */
export function FormErrors(props: {
  errors: Readonly<Record<string, string>>;
  of: Failing | readonly Failing[];
}): ReactNode {
  const { errors, of } = props;
  const areFieldsListed = Object.keys(errors).length > 0;
  return (
    <>
      <ErrorSummary errors={errors} />
      <Failures of={of} areFieldsListed={areFieldsListed} />
    </>
  );
}

function Shown({ failure, ...words }: { failure: Failure } & Words): ReactNode {
  const { problem, hold } = failure[inside];
  useEffect(hold, [hold]);
  if (!problem || problem.code === 'aborted') return null;
  if (words.areFieldsListed && isToldByFields(problem)) return null;
  const note = <FailureNote failure={failure} problem={problem} {...words} />;
  if (!isStale(problem)) return note;
  return (
    <Suspense fallback={note}>
      <StaleNote failure={failure} />
    </Suspense>
  );
}

function FailureNote(props: { failure: Failure; problem: ApiProblem } & Words): ReactNode {
  const { failure, problem, title, kept } = props;
  const box = useRef<HTMLDivElement>(null);
  const { retry } = failure[inside];
  const stray = useStrayFields(box, problem);
  const mayRetry = isWorthRetrying(problem);
  // biome-ignore lint/correctness/useExhaustiveDependencies: each failure is brought into sight anew
  useEffect(() => {
    box.current?.scrollIntoView({ block: 'nearest' });
  }, [problem]);
  return (
    <div ref={box} className={mayRetry ? 'failure failure--passing' : 'failure'} role="alert">
      {stray === null ? (
        <p>Исправьте отмеченное и отправьте снова.</p>
      ) : (
        <>
          <p>
            {title && <b>{title}. </b>}
            {failureWords(problem)} {kept}
          </p>
          {stray.length > 0 && (
            <ul>
              {stray.map((words) => (
                <li key={words}>{words}</li>
              ))}
            </ul>
          )}
        </>
      )}
      {mayRetry && (
        <div className="cluster">
          <RetryButton key={problem.requestId} seconds={problem.retryAfter} onRetry={retry} />
        </div>
      )}
    </div>
  );
}

/**
 * Words of fields that no input shows; null where every one stands at its input and the sentence of the whole says no more than they do.
 * What the page shows is looked at, so that a field the form does not know is never lost.
 */
function useStrayFields(box: { current: HTMLElement | null }, problem: ApiProblem): readonly string[] | null {
  const [stray, setStray] = useState<readonly string[] | null>(null);
  useLayoutEffect(() => {
    const form = box.current?.closest('dialog, form, section, main') ?? document.body;
    const shown = [...form.querySelectorAll('.error')].map(({ textContent }) => textContent ?? '');
    const isShown = (words: string) => shown.some((text) => text.includes(words));
    const isTold = isToldByFields(problem) && Object.values(problem.fields).every(isShown);
    setStray(isTold ? null : wordsOfFields(problem).filter((one) => !isShown(one)));
  }, [box, problem]);
  return stray;
}

/** «Повторить»; after too many requests it counts the seconds down. */
function RetryButton({ seconds, onRetry }: { seconds: number; onRetry: () => void }): ReactNode {
  const [left, setLeft] = useState(seconds);
  useEffect(() => {
    if (left <= 0) return;
    const timer = setTimeout(() => setLeft(left - 1), 1000);
    return () => clearTimeout(timer);
  }, [left]);
  return (
    <Button icon="refresh" disabledReason={left > 0 && `Можно через ${waitWords(left)}`} onClick={onRetry}>
      Повторить
    </Button>
  );
}
