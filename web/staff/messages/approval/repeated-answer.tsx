import type { ReactNode } from 'react';
import type { EarlierAnswer } from '../../../../shared/contract/messages/cases-answers.ts';
import { formatCaseNumber } from '../../../../shared/text/words.ts';
import { useFormats } from '../../../lib/format.ts';
import { caseHref } from '../../base/case-kit/near-list.tsx';
import { diffWords } from './word-diff.ts';
import './repeated-answer.css';

const score = new Intl.NumberFormat('ru', { minimumFractionDigits: 2, maximumFractionDigits: 2 });

/** The earlier answer that a new one repeats, beside it: what differs is marked, the rest is the same to the word. */
export function RepeatedAnswer(props: { repeats: EarlierAnswer; text: string }): ReactNode {
  const { repeats, text } = props;
  const formats = useFormats();
  const parts = diffWords(repeats.text, text);
  return (
    <section className="repeated" aria-label="Похожий прежний ответ">
      <p className="repeated__title">
        Похоже на {repeats.isBrushOff ? 'отписку' : 'прежний ответ'} — {score.format(repeats.likeness)}
      </p>
      <p className="repeated__of">
        Ответ по делу <a href={caseHref(repeats.number)}>{formatCaseNumber(repeats.number)}</a>
        {repeats.at && `, ${formats.date(repeats.at)}`}. Отличия отмечены: <del>было там</del>,{' '}
        <ins>стало здесь</ins>.
      </p>
      <blockquote className="repeated__text">
        {parts.map(({ kind, text: run }, at) => {
          const key = `${at}-${kind}`;
          if (kind === 'removed') return <del key={key}>{run}</del>;
          if (kind === 'added') return <ins key={key}>{run}</ins>;
          return <span key={key}>{run}</span>;
        })}
      </blockquote>
    </section>
  );
}
