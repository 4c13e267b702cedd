import type { ReactNode } from 'react';
import { listOpenPolls, type OpenPollLine } from '../../../shared/contract/participation/polls-open.ts';
import { kindTitles, openStateTitleOf } from '../../../shared/text/participation/poll-words.ts';
import { useFormats } from '../../lib/format.ts';
import { type RouteOptions, useRoute } from '../../lib/query.ts';
import { Mark } from '../../ui/mark.tsx';
import { EmptyState } from '../../ui/states.tsx';
import { OpenCard, OpenListPage, runningAndSoon } from '../parts/open-list-page.tsx';

const useOpenPolls = (query: { cursor?: string }, options: RouteOptions) =>
  useRoute(listOpenPolls, { query }, options);

/** «Опросы»: what runs, what comes, what is over with its result, for everybody. */
export function PollsPage(): ReactNode {
  return (
    <OpenListPage
      title="Опросы"
      lead="Что город спрашивает у жителей, что вышло и что с этим сделали."
      useLines={useOpenPolls}
      failed="Опросы не загрузились"
      failedFormer="Прежние опросы не загрузились"
      parts={({ running, over }) =>
        runningAndSoon(
          running,
          <EmptyState title="Сейчас опросов нет">
            {over.length > 0
              ? 'Итоги прежних — ниже. О новых пишут на страницах города.'
              : 'Первый появится здесь. О проблеме можно написать и без опроса.'}
          </EmptyState>,
        )
      }
      card={(poll) => <Card poll={poll} />}
    />
  );
}

const tones = { soon: 'quiet', open: 'info', paused: 'warning', counting: 'quiet', result: 'ok' } as const;

function Card({ poll }: { poll: OpenPollLine }): ReactNode {
  const formats = useFormats();
  const { state, audience } = poll;
  const when = {
    soon: `Начнётся ${formats.dayMonth(poll.opensAt)}`,
    open: `До ${formats.dayMonth(poll.closesAt)}, ${formats.time(poll.closesAt)}`,
    paused: poll.kind === 'vote' ? 'Временно не принимает бюллетени' : 'Временно не принимает ответы',
    counting: poll.resultBy ? `Итог к ${formats.dayMonth(poll.resultBy)}` : 'Итог скоро',
    result: poll.decided ? `Решили: ${poll.decided}` : 'Есть итог',
  }[state];
  return (
    <OpenCard
      state={
        <>
          {kindTitles[poll.kind]} <Mark tone={tones[state]}>{openStateTitleOf(poll)}</Mark>
        </>
      }
      to={`/polls/${poll.id}`}
      title={poll.title}
    >
      <p>{when}</p>
      <p className="small">
        {poll.isBinding ? 'Итог обязателен' : 'Итог — совет'}
        {audience.minAge !== null && `; с ${audience.minAge} лет`}
        {audience.districtIds.length > 0 && '; для части районов'}
      </p>
    </OpenCard>
  );
}
