import type { ReactNode } from 'react';
import type {
  DesignNote,
  getPollRules,
  PollFields,
} from '../../../../../shared/contract/participation/polls.ts';
import type { RouteReply } from '../../../../../shared/contract/route.ts';
import { formatNumber } from '../../../../../shared/text/numbers.ts';
import { secondsOf } from '../../../../../shared/text/participation/answer-time.ts';
import { sampleNeeded } from '../../../../../shared/text/participation/sample.ts';
import { counted } from '../../../../../shared/text/plural.ts';
import { Mark } from '../../../../ui/mark.tsx';
import { populationOf } from '../progress-part.tsx';

/** What stands in the way of sending it on, what spoils answers, how long it takes and how many are needed. */
export function NotesPart(props: {
  notes: readonly DesignNote[];
  fields: PollFields;
  rules: RouteReply<typeof getPollRules>;
}): ReactNode {
  const { notes, fields, rules } = props;
  const own = notes.filter(({ questionId }) => questionId === null);
  const stops = notes.filter(({ tone }) => tone === 'stop').length;
  const warns = notes.length - stops;
  const population = populationOf(rules, fields.audience.districtIds);
  const seconds = secondsOf(fields.questions);
  return (
    <section className="desk__sheet" aria-label="Что мешает и что поправить">
      <p className="cluster">
        {stops > 0 ? (
          <Mark tone="danger">мешает отправить: {stops}</Mark>
        ) : (
          <Mark tone="ok">можно отправлять на проверку</Mark>
        )}
        {warns > 0 && <Mark tone="warning">обдумать: {warns}</Mark>}
        <span className="muted">
          {fields.questions.length > 0 &&
            `отвечать около ${counted(Math.max(1, Math.round(seconds / 60)), 'минуты', 'минут', 'минут')}; `}
          чтобы ошибка была до 5 п. п., нужно {formatNumber(sampleNeeded(population, 0.05))}, до 3 п. п. —{' '}
          {formatNumber(sampleNeeded(population, 0.03))} ответов
        </span>
      </p>
      <NoteList notes={own} />
    </section>
  );
}

export function NoteList({ notes }: { notes: readonly DesignNote[] }): ReactNode {
  if (notes.length === 0) return null;
  return (
    <ul className="polls-desk__notes">
      {notes.map(({ tone, words }) => (
        <li key={words}>
          <Mark tone={tone === 'stop' ? 'danger' : 'warning'}>{words}</Mark>
        </li>
      ))}
    </ul>
  );
}
