import { type ReactNode, useState } from 'react';
import { listOpenPolls, type OpenPollLine } from '../../../shared/contract/participation/polls-open.ts';
import { kindTitles, openStateTitleOf } from '../../../shared/text/participation/poll-words.ts';
import { useFormats } from '../../lib/format.ts';
import { PageTitle } from '../../lib/page-title.tsx';
import { useRoute } from '../../lib/query.ts';
import { Button } from '../../ui/button.tsx';
import { Mark } from '../../ui/mark.tsx';
import { PageLink } from '../../ui/page-link.tsx';
import { Section } from '../../ui/section.tsx';
import { EmptyState, Loadable } from '../../ui/states.tsx';
import './polls.css';

/** «Опросы»: what runs, what comes, what is over with its result, for everybody. */
export function PollsPage(): ReactNode {
  const polls = useRoute(listOpenPolls, { query: {} }, { refreshEvery: 60_000 });
  return (
    <div className="page polls">
      <div className="question">
        <PageTitle text="Опросы" />
        <p className="home-lead">Что город спрашивает у жителей, что вышло и что с этим сделали.</p>
      </div>
      <Loadable query={polls} failed="Опросы не загрузились">
        {({ running, over, next }) => (
          <div className="polls__parts">
            <Running polls={running} hasFormer={over.length > 0} />
            {over.length > 0 && (
              <Section title="Завершены" className="stack">
                <Cards polls={over} />
                {next && <Earlier from={next} />}
              </Section>
            )}
          </div>
        )}
      </Loadable>
    </div>
  );
}

function Running({ polls, hasFormer }: { polls: readonly OpenPollLine[]; hasFormer: boolean }): ReactNode {
  const open = polls.filter(({ state }) => state !== 'soon');
  const soon = polls.filter(({ state }) => state === 'soon');
  return (
    <>
      {open.length > 0 ? (
        <Section title="Идут" className="stack">
          <Cards polls={open} />
        </Section>
      ) : (
        <EmptyState title="Сейчас опросов нет">
          {hasFormer
            ? 'Итоги прежних — ниже. О новых пишут на страницах города.'
            : 'Первый появится здесь. О проблеме можно написать и без опроса.'}
        </EmptyState>
      )}
      {soon.length > 0 && (
        <Section title="Скоро" className="stack">
          <Cards polls={soon} />
        </Section>
      )}
    </>
  );
}

/** Those before, page by page. */
function Earlier({ from }: { from: string }): ReactNode {
  const [isOpen, setOpen] = useState(false);
  const more = useRoute(listOpenPolls, { query: { cursor: from } }, { enabled: isOpen });
  if (!isOpen)
    return (
      <div>
        <Button onClick={() => setOpen(true)}>Показать прежние</Button>
      </div>
    );
  return (
    <Loadable query={more} failed="Прежние опросы не загрузились">
      {({ over, next }) => (
        <>
          <Cards polls={over} />
          {next && <Earlier from={next} />}
        </>
      )}
    </Loadable>
  );
}

function Cards({ polls }: { polls: readonly OpenPollLine[] }): ReactNode {
  return (
    <ul className="polls__list">
      {polls.map((poll) => (
        <li key={poll.id}>
          <Card poll={poll} />
        </li>
      ))}
    </ul>
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
    <article className="sheet polls__card">
      <p className="small polls__kind">
        {kindTitles[poll.kind]} <Mark tone={tones[state]}>{openStateTitleOf(poll)}</Mark>
      </p>
      <h3>
        <PageLink to={`/polls/${poll.id}`}>{poll.title}</PageLink>
      </h3>
      <p>{when}</p>
      <p className="small">
        {poll.isBinding ? 'Итог обязателен' : 'Итог — совет'}
        {audience.minAge !== null && `; с ${audience.minAge} лет`}
        {audience.districtIds.length > 0 && '; для части районов'}
      </p>
    </article>
  );
}
