import { Fragment, type ReactNode, useEffect, useState } from 'react';
import type { AnswerCheck, CheckMark } from '../../../shared/contract/messages/cases-answers.ts';
import { counted } from '../../../shared/text/plural.ts';
import { Icon } from '../icons.tsx';
import './answer-checks.css';

/** What an answer has and lacks, those it lacks first. It advises, it never forbids. */
export function AnswerChecks(props: { checks: readonly AnswerCheck[] }): ReactNode {
  const sorted = props.checks.toSorted((a, b) => Number(a.ok) - Number(b.ok));
  return (
    <ul className="answer-checks">
      {sorted.map(({ id, title, ok, hint }) => (
        <li key={id}>
          <span className={ok ? 'tone-ok' : 'tone-warning'}>
            <Icon name={ok ? 'check' : 'up'} />
          </span>
          <span>
            <span className="aloud">{ok ? 'Есть: ' : 'Замечание: '}</span>
            {title}
            {!ok && hint && <small>{hint}</small>}
          </span>
        </li>
      ))}
    </ul>
  );
}

/** The places that checks speak of, of one of the two texts. */
export const marksIn = (checks: readonly AnswerCheck[], text: CheckMark['in']): CheckMark[] =>
  checks.flatMap(({ marks }) => marks).filter((mark) => mark.in === text);

/** A text with places underlined; places that overlap become one. */
export function MarkedText(props: { text: string; marks: readonly CheckMark[] }): ReactNode {
  const { text } = props;
  const marks = joinMarks(props.marks, text.length);
  let at = 0;
  return (
    <>
      {marks.map(({ from, to }) => {
        const before = text.slice(at, from);
        at = to;
        return (
          <Fragment key={from}>
            {before}
            <mark className="answer-mark">{text.slice(from, to)}</mark>
          </Fragment>
        );
      })}
      {text.slice(at)}
    </>
  );
}

function joinMarks(marks: readonly CheckMark[], length: number): { from: number; to: number }[] {
  const joined: { from: number; to: number }[] = [];
  for (const { from, to } of marks.toSorted((a, b) => a.from - b.from)) {
    const last = joined.at(-1);
    if (from >= length || to <= from) continue;
    if (last && from <= last.to) last.to = Math.max(last.to, Math.min(to, length));
    else joined.push({ from, to: Math.min(to, length) });
  }
  return joined;
}

/** Pause of typing after which the text is looked at, ms. */
const PAUSE = 700;
/** Shorter beginnings are nobody's answer yet. */
const SHORTEST = 20;

/** The checks of a text while it is being written, under its field: closed to a line, opened by whoever wants to know. */
export function DraftChecks(props: {
  text: string;
  /** Whatever else the checks depend on, as one string. */
  facts: string;
  load: (signal: AbortSignal) => Promise<readonly AnswerCheck[]>;
}): ReactNode {
  const { text, facts, load } = props;
  const [found, setFound] = useState<{ text: string; checks: readonly AnswerCheck[] } | null>(null);
  const isEnough = text.trim().length >= SHORTEST;
  // biome-ignore lint/correctness/useExhaustiveDependencies: `load` is made anew each time; what it asks of is listed
  useEffect(() => {
    if (!isEnough) {
      setFound(null);
      return;
    }
    const abort = new AbortController();
    const timer = setTimeout(() => {
      load(abort.signal).then(
        (checks) => setFound({ text, checks }),
        // Advice that did not come is no trouble of the person who writes.
        () => setFound(null),
      );
    }, PAUSE);
    return () => {
      clearTimeout(timer);
      abort.abort();
    };
  }, [text, facts, isEnough]);
  if (!found || !isEnough) return null;
  const lacking = found.checks.filter(({ ok }) => !ok);
  const marks = marksIn(found.checks, 'answer');
  return (
    <details className="draft-checks">
      <summary>
        <span className={lacking.length === 0 ? 'tone-ok' : 'tone-warning'}>
          <Icon name={lacking.length === 0 ? 'check' : 'up'} />
        </span>{' '}
        <span role="status">
          Проверка ответа:{' '}
          {lacking.length === 0
            ? 'замечаний нет'
            : counted(lacking.length, 'замечание', 'замечания', 'замечаний')}
        </span>
      </summary>
      <AnswerChecks checks={found.checks} />
      {marks.length > 0 && (
        <p className="draft-checks__text">
          <MarkedText text={found.text} marks={marks} />
        </p>
      )}
      <p className="small">Проверка советует и не мешает отправить.</p>
    </details>
  );
}
