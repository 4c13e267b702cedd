import type { ReactNode } from 'react';
import {
  downloadCertificate,
  endTraining,
  readTraining,
  type TrainingSession,
} from '../../../../shared/contract/monitoring/training.ts';
import { stopwatchWords, trainingMistakeTitles } from '../../../../shared/text/monitoring/training-words.ts';
import { formatNumber } from '../../../../shared/text/numbers.ts';
import { buildUrl } from '../../../lib/api.ts';
import { useCommand } from '../../../lib/commands/use-command.ts';
import { useNow } from '../../../lib/format.ts';
import { useRoute } from '../../../lib/query.ts';
import { Button, ButtonLink } from '../../../ui/button.tsx';
import { Failures } from '../../../ui/failures/failures.tsx';
import { StatTile } from '../../../ui/figures.tsx';
import { Mark } from '../../../ui/mark.tsx';
import { PageLink } from '../../../ui/page-link.tsx';
import { Section } from '../../../ui/section.tsx';
import { EmptyState, LoadableOne } from '../../../ui/states.tsx';
import { OutLink } from '../../base/parts/papers.tsx';
import { TrainingEventCard } from './training-event.tsx';

/** One shift that is played: the stopwatch, what has appeared by now, and in the end how it went. */
export function TrainingShift({ id }: { id: string }): ReactNode {
  const query = useRoute(readTraining, { params: { id } }, { refreshEvery: 3000 });
  return (
    <LoadableOne
      query={query}
      failed="Учебная смена не открылась"
      unknown={
        <EmptyState
          title="Такой учебной смены нет"
          action={<ButtonLink to="/staff/training">Все попытки</ButtonLink>}
        />
      }
    >
      {(session) => (
        <>
          {session.isOver ? <ResultPart session={session} /> : <Stopwatch session={session} />}
          <Section title={session.isOver ? 'Что было' : 'Лента'} className="training__feed">
            {session.events.length === 0 && (
              <p className="muted">Пока тихо. Первая запись вот-вот появится.</p>
            )}
            <ul className="training__events" aria-live="polite">
              {session.events.map((event) => (
                <TrainingEventCard key={event.id} session={session} event={event} />
              ))}
            </ul>
          </Section>
        </>
      )}
    </LoadableOne>
  );
}

function Stopwatch({ session }: { session: TrainingSession }): ReactNode {
  const { id, title, isExam, speed, minutes, startedAt, events } = session;
  const now = useNow(1000);
  const end = useCommand(endTraining, { done: 'Учебная смена окончена' });
  const passed = Math.min(minutes * 60, ((now - Date.parse(startedAt)) * speed) / 1000);
  const left = events.filter(({ done, isOfficial }) => done === null && !isOfficial).length;
  return (
    <Section title={`${isExam ? 'Экзамен' : 'Тренировка'}. ${title}`} className="stack">
      <p className="training__clock" role="timer">
        <b>{stopwatchWords(passed)}</b> <span className="muted">из {stopwatchWords(minutes * 60)}</span>{' '}
        <span>без решения: {formatNumber(left)}</span>
      </p>
      <Failures of={end} />
      <p>
        <Button busy={end.isPending} onClick={() => end.mutate({ params: { id } })}>
          Закончить
        </Button>
      </p>
    </Section>
  );
}

function ResultPart({ session }: { session: TrainingSession }): ReactNode {
  const { id, title, isExam, result, events } = session;
  if (!result) return null;
  const { share, points, most, isPassed, medianMinutes, mistakes } = result;
  const texts = new Map(events.map((event) => [event.id, event.text]));
  return (
    <Section title={`${isExam ? 'Итог экзамена' : 'Итог тренировки'}. ${title}`} className="stack">
      <p className="cluster" role="status">
        <Mark tone={isPassed ? 'ok' : 'danger'}>{isPassed ? 'сдано' : 'не сдано'}</Mark>
        <PageLink to="/staff/training">Сыграть ещё раз</PageLink>
        {isExam && (
          <>
            <OutLink href={buildUrl(downloadCertificate, { params: { id }, query: { format: 'pdf' } })}>
              {isPassed ? 'Свидетельство' : 'Протокол'}, PDF
            </OutLink>
            <a href={buildUrl(downloadCertificate, { params: { id }, query: { format: 'docx' } })}>Word</a>
          </>
        )}
      </p>
      <dl className="training__figures">
        <StatTile figure={`${share} %`} label={`${formatNumber(points)} из ${formatNumber(most)} баллов`} />
        <StatTile figure={formatNumber(mistakes.length)} label="ошибок" />
        <StatTile
          figure={medianMinutes === null ? '—' : formatNumber(medianMinutes)}
          label="минут до решения, среднее"
        />
      </dl>
      {mistakes.length > 0 && (
        <ul className="plain-rows" aria-label="Ошибки">
          {mistakes.map(({ event, minute, mistake }) => (
            <li key={`${event}-${mistake}`}>
              <span>
                {stopwatchWords(minute * 60)} <Mark tone="danger">{trainingMistakeTitles[mistake]}</Mark>
              </span>
              <span className="muted small">{texts.get(event)}</span>
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}
