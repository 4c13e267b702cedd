import type { ReactNode } from 'react';
import type { Question } from '../../../shared/contract/participation/questionnaire.ts';
import { purseLeft, purseWords } from '../../../shared/text/participation/questions.ts';

/** The purse of a budget question under its projects: what is left as the person chooses, in sight while they scroll. */
export function Purse(props: { question: Question; chosen: readonly string[] }): ReactNode {
  const { question, chosen } = props;
  const total = question.total ?? 0;
  const left = purseLeft(question, chosen);
  return (
    <div className={left < 0 ? 'poll__purse is-over' : 'poll__purse'}>
      <p role="status">{purseWords(question, chosen)}</p>
      {total > 0 && (
        <progress
          className="poll__line is-first"
          max={total}
          value={Math.min(total, total - left)}
          aria-hidden="true"
        />
      )}
    </div>
  );
}
