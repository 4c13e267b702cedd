import type { ReactNode } from 'react';
import { voteChoices } from '../../../../shared/contract/group/working-group-decisions.ts';
import type { AgendaItem } from '../../../../shared/contract/group/working-group-items.ts';
import { getMeeting, type MeetingCard } from '../../../../shared/contract/group/working-group-meetings.ts';
import { formatDay } from '../../../../shared/text/dates.ts';
import {
  meetingStateTitles,
  outcomeTitles,
  voteTitles,
} from '../../../../shared/text/group/working-group.ts';
import { useNow } from '../../../lib/format.ts';
import { PageTitle } from '../../../lib/page-title.tsx';
import { useRoute } from '../../../lib/query.ts';
import { useParam } from '../../../lib/router.tsx';
import { ButtonLink } from '../../../ui/button.tsx';
import { Loadable } from '../../../ui/states.tsx';
import { clockSince, meetingHref, meetingTitle } from './meeting-words.ts';
import './working-group.css';

/** What the room sees on the wall: the item of now, who speaks and who is next, decisions as they are worded, votes. */
export function RoomPage(): ReactNode {
  const id = useParam('id');
  const meeting = useRoute(getMeeting, { params: { id } }, { refreshEvery: 3000, keepOld: false });
  return (
    <main id="main" className="group-room">
      <Loadable query={meeting} failed="Экран зала не загрузился">
        {(card) => <Room card={card} />}
      </Loadable>
      {!meeting.data && <PageTitle text="Экран зала" className="aloud" />}
    </main>
  );
}

function Room({ card }: { card: MeetingCard }): ReactNode {
  const current = card.agenda.find(({ id }) => id === card.currentItemId);
  const after = card.agenda.filter(({ state }) => state === 'waiting');
  return (
    <>
      <header className="group-room__head">
        <PageTitle text={`${meetingTitle(card)} рабочей группы`} />
        <span>
          {formatDay(card.day)}, {card.startsAt}. {meetingStateTitles[card.state]}
        </span>
        <span className="push" />
        <ButtonLink to={meetingHref(card.id)} kind="quiet">
          К карточке
        </ButtonLink>
      </header>
      {current ? <Now item={current} /> : <p className="group-room__quiet">{quietWords(card)}</p>}
      {after.length > 0 && (
        <section aria-label="Далее" className="group-room__next">
          <h2>Далее</h2>
          <ol>
            {after.slice(0, 4).map(({ id, number, title }) => (
              <li key={id}>
                {number}. {title}
              </li>
            ))}
          </ol>
        </section>
      )}
    </>
  );
}

function quietWords({ state, startsAt, form }: MeetingCard): string {
  if (state === 'running')
    return form === 'absentee' ? 'Идёт заочное голосование' : 'Все вопросы повестки рассмотрены';
  if (['planned', 'agenda_draft', 'agenda_sent'].includes(state)) return `Начало в ${startsAt}`;
  return state === 'cancelled' ? 'Заседание отменено' : 'Заседание закрыто';
}

function Now({ item }: { item: AgendaItem }): ReactNode {
  const now = useNow(1000);
  const speaking = item.speeches.find(({ state }) => state === 'speaking');
  const waiting = item.speeches.filter(({ state }) => state === 'waiting');
  return (
    <article className="group-room__now" aria-live="polite">
      <h2>
        <span>{item.number}</span> {item.title}
      </h2>
      {item.speaker && <p>Докладывает {item.speaker}</p>}
      {speaking && (
        <p className="group-room__speaker">
          Говорит <b>{speaking.name}</b>{' '}
          {speaking.beganAt && <span aria-hidden="true">{clockSince(speaking.beganAt, now)}</span>}
        </p>
      )}
      {waiting.length > 0 && <p>Следующие: {waiting.map(({ name }) => name).join(', ')}</p>}
      {item.decisions.length > 0 && (
        <ol className="group-room__decisions">
          {item.decisions.map(({ id, number, text, responsible, dueOn, votes, outcome }) => (
            <li key={id}>
              <b>{number}</b> {text}
              {responsible && ` — ${responsible}`}
              {dueOn && `, до ${formatDay(dueOn)}`}
              {votes && (
                <p className="group-room__votes">
                  {voteChoices.map((choice) => (
                    <span key={choice}>
                      {voteTitles[choice]} <b>{votes[choice]}</b>
                    </span>
                  ))}
                  <span>{outcomeTitles[outcome]}</span>
                </p>
              )}
            </li>
          ))}
        </ol>
      )}
    </article>
  );
}
