import type { ReactNode } from 'react';
import type { MeetingDecision } from '../../../../shared/contract/group/working-group-decisions.ts';
import type { AgendaItem } from '../../../../shared/contract/group/working-group-items.ts';
import type { MeetingCard } from '../../../../shared/contract/group/working-group-meetings.ts';
import { formatDay } from '../../../../shared/text/dates.ts';
import { outcomeTitles } from '../../../../shared/text/group/working-group.ts';
import { counted } from '../../../../shared/text/plural.ts';
import { useFormats, useNow } from '../../../lib/format.ts';
import { PageTitle } from '../../../lib/page-title.tsx';
import { useParam } from '../../../lib/router.tsx';
import { Mark } from '../../../ui/mark.tsx';
import { PageLink } from '../../../ui/page-link.tsx';
import { Loadable } from '../../../ui/states.tsx';
import { isMeetingAhead, meetingHref, meetingTitle } from './meeting-words.ts';
import { RoomSide } from './room-side.tsx';
import { useCard } from './use-card.ts';
import './room.css';

/** Often enough that letters of a decision come while they are typed. Milliseconds. */
const OFTEN = 1000;

/** The wall of the hall: the item in hand, who speaks and for how long still, the decision as it is typed, votes; seen from the last row. */
export function RoomPage(): ReactNode {
  const id = useParam('id');
  const meeting = useCard(id, OFTEN);
  return (
    <main id="main" className="hall">
      <Loadable query={meeting} failed="Экран зала не загрузился">
        {(card) => <Room card={card} />}
      </Loadable>
      {!meeting.data && <PageTitle text="Экран зала" className="aloud" />}
    </main>
  );
}

function Room({ card }: { card: MeetingCard }): ReactNode {
  const current = card.agenda.find(({ id }) => id === card.currentItemId);
  const next = card.agenda.find(({ state }) => state === 'waiting');
  return (
    <div className={current ? 'hall__sheet' : 'hall__sheet hall__sheet--quiet'}>
      <Head card={card} />
      {current ? (
        <>
          <Now card={card} item={current} />
          <RoomSide card={card} item={current} />
        </>
      ) : (
        <Quiet card={card} />
      )}
      {current && (
        <footer className="hall__next">
          {next ? (
            <>
              <span className="muted">Дальше</span>
              <b>{next.number}</b>
              <span className="hall__line-of">{next.title}</span>
              <span className="push muted">
                {[next.speaker, next.minutes && counted(next.minutes, 'минута', 'минуты', 'минут')]
                  .filter(Boolean)
                  .join(', ')}
              </span>
            </>
          ) : (
            <span className="muted">Это последний вопрос повестки</span>
          )}
        </footer>
      )}
    </div>
  );
}

function Head({ card }: { card: MeetingCard }): ReactNode {
  const formats = useFormats();
  const now = useNow(1000);
  return (
    <header className="hall__head">
      <PageTitle text={`${meetingTitle(card)} рабочей группы`} />
      {card.state === 'running' && card.presiding && <span>ведёт {card.presiding.name}</span>}
      <PageLink to={meetingHref(card.id)} className="hall__back">
        К карточке
      </PageLink>
      <time className="push">{formats.time(now)}</time>
    </header>
  );
}

function Now({ card, item }: { card: MeetingCard; item: AgendaItem }): ReactNode {
  const at = card.agenda.findIndex(({ id }) => id === item.id) + 1;
  const seat = card.attendance.find(({ personId }) => personId === item.speakerId);
  const waiting = item.speeches.filter(({ state }) => state === 'waiting');
  return (
    <article className="hall__item" aria-live="polite">
      <p className="hall__of">
        Вопрос {item.number === String(at) ? '' : `${item.number} · `}
        {at} из {card.agenda.length}
      </p>
      <h2 className={item.title.length > 90 ? 'is-long' : undefined}>{item.title}</h2>
      <p className="hall__speaker">
        <span className="muted">Докладывает</span> <b>{item.speaker || 'не назван'}</b>{' '}
        {seat && <span className="muted hall__line-of">{seat.position}</span>}
      </p>
      {waiting.length > 0 && !card.votingId && (
        <p className="hall__queue">
          <span className="muted">Ждут слова:</span> {waiting.map(({ name }) => name).join(', ')}
        </p>
      )}
      <Words card={card} item={item} />
    </article>
  );
}

/** What is put to the vote, else what was decided last; and what is being typed, as it is typed. */
function Words({ card, item }: { card: MeetingCard; item: AgendaItem }): ReactNode {
  const inVote = item.decisions.find(({ id }) => id === card.votingId);
  const shown = inVote ? [inVote] : item.decisions.slice(-2);
  const draft = card.draft?.itemId === item.id ? card.draft : null;
  return (
    <div className="hall__words">
      {shown.length > 0 && <p className="muted">{inVote ? 'На голосовании' : 'Решения'}</p>}
      {shown.map((decision) => (
        <Decision key={decision.id} card={card} decision={decision} />
      ))}
      {draft && (
        <div className="hall__decision hall__decision--draft">
          <b>
            {item.number}.{item.decisions.length + 1}
          </b>
          <p>
            {draft.text}
            <i className="hall__caret" aria-hidden="true" />
          </p>
          {(draft.responsible || draft.dueOn) && (
            <small>{termWords({ responsible: draft.responsible, dueOn: draft.dueOn })}</small>
          )}
        </div>
      )}
      {shown.length === 0 && !draft && <p className="muted">Решения по вопросу ещё нет</p>}
    </div>
  );
}

const termWords = ({ responsible, dueOn }: Pick<MeetingDecision, 'responsible' | 'dueOn'>): string =>
  [responsible, dueOn && `до ${formatDay(dueOn)}`].filter(Boolean).join(' · ');

function Decision({ card, decision }: { card: MeetingCard; decision: MeetingDecision }): ReactNode {
  const isInVote = card.votingId === decision.id;
  const words = termWords(decision);
  return (
    <div className={isInVote ? 'hall__decision is-now' : 'hall__decision'}>
      <b>{decision.number}</b>
      <p className={decision.text.length > 140 ? 'is-long' : undefined}>{decision.text}</p>
      {(words || (card.usesVotes && !isInVote)) && (
        <small>
          {words}
          {card.usesVotes && !isInVote && (
            <>
              {' '}
              <Mark tone={decision.outcome === 'accepted' ? 'ok' : 'quiet'}>
                {outcomeTitles[decision.outcome]}
              </Mark>
            </>
          )}
        </small>
      )}
    </div>
  );
}

/** Before the opening, after the end, between the items: what there is to know, and never an empty wall. */
function Quiet({ card }: { card: MeetingCard }): ReactNode {
  const formats = useFormats();
  const isAhead = isMeetingAhead(card.state);
  const decisions = card.agenda
    .flatMap((item) => item.decisions)
    .filter(({ outcome }) => outcome === 'accepted');
  const done = card.agenda.filter(({ state }) => state === 'done').length;
  const results = `Рассмотрено вопросов: ${done} из ${card.agenda.length}, принято решений: ${decisions.length}`;
  const [title, words] =
    card.state === 'cancelled'
      ? ['Заседание отменено', card.cancelReason ?? '']
      : isAhead
        ? [
            `Начало в ${card.startsAt}`,
            [formatDay(card.day), card.place || card.link].filter(Boolean).join(', '),
          ]
        : card.state !== 'running'
          ? [`Заседание закрыто${card.endedAt ? ` в ${formats.time(card.endedAt)}` : ''}`, results]
          : card.form === 'absentee'
            ? [
                'Идёт заочное голосование',
                card.voteUntil ? `Голоса принимаются до ${formats.dateTime(card.voteUntil)}` : '',
              ]
            : ['Все вопросы повестки рассмотрены', results];
  return (
    <section className="hall__quiet">
      <h2>{title}</h2>
      {words && <p>{words}</p>}
      {isAhead && (
        <>
          {card.agenda.length === 0 && <p className="muted">Повестка готовится</p>}
          <ol>
            {card.agenda.slice(0, 7).map(({ id, number, title: name }) => (
              <li key={id}>
                <b>{number}</b> {name}
              </li>
            ))}
          </ol>
          {card.agenda.length > 7 && <p className="muted">и ещё {card.agenda.length - 7}</p>}
          <p className="muted">
            В зале и на связи {card.quorum.present} из {card.quorum.members}
          </p>
        </>
      )}
    </section>
  );
}
