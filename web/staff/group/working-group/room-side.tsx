import type { ReactNode } from 'react';
import {
  type MeetingDecision,
  voteChoices,
} from '../../../../shared/contract/group/working-group-decisions.ts';
import type { AgendaItem } from '../../../../shared/contract/group/working-group-items.ts';
import type { MeetingCard } from '../../../../shared/contract/group/working-group-meetings.ts';
import { outcomeTitles, voteTitles } from '../../../../shared/text/group/working-group.ts';
import { counted } from '../../../../shared/text/plural.ts';
import { useNow } from '../../../lib/format.ts';
import { Mark } from '../../../ui/mark.tsx';
import { clockSince, isHere, leftOf } from './meeting-words.ts';

/** Beside the item on the wall of the hall: time, votes as they come, the quorum. */
export function RoomSide({ card, item }: { card: MeetingCard; item: AgendaItem }): ReactNode {
  const decision = item.decisions.find(({ id }) => id === card.votingId);
  return (
    <aside className="hall__side" aria-label="Время и голоса">
      <Timer item={item} since={card.currentSince} />
      {decision ? (
        <Votes card={card} decision={decision} />
      ) : (
        card.usesVotes && (
          <section>
            <p className="muted">Сейчас не голосуют</p>
          </section>
        )
      )}
      {card.usesQuorum && (
        <p className="hall__quorum">
          <Mark tone={card.quorum.isMet ? 'ok' : 'warning'}>
            {card.quorum.isMet ? 'Кворум есть' : 'Кворума нет'}: {card.quorum.present} из{' '}
            {card.quorum.members}
          </Mark>
        </p>
      )}
    </aside>
  );
}

/** Of who speaks, how long they have; of the report, what is left of its minutes. */
function Timer({ item, since }: { item: AgendaItem; since: string | null }): ReactNode {
  const now = useNow(500);
  const speaking = item.speeches.find(({ state }) => state === 'speaking');
  if (speaking?.beganAt)
    return (
      <section>
        <p className="muted">Говорит</p>
        <p className="hall__name">{speaking.name}</p>
        <p className="hall__timer" role="timer">
          {clockSince(speaking.beganAt, now)}
        </p>
      </section>
    );
  if (!since) return null;
  if (item.minutes === null)
    return (
      <section>
        <p className="muted">Вопрос идёт</p>
        <p className="hall__timer" role="timer">
          {clockSince(since, now)}
        </p>
      </section>
    );
  const left = leftOf(since, item.minutes, now);
  return (
    <section className={left.isOver ? 'is-over' : undefined}>
      <p className="muted">{left.isOver ? 'Сверх времени' : 'Доклад, осталось'}</p>
      <p className="hall__timer" role="timer">
        {left.clock}
      </p>
      <progress className="hall__line" value={left.share} aria-label="Осталось времени" />
      <p className="muted">из {counted(item.minutes, 'минуты', 'минут', 'минут')}</p>
    </section>
  );
}

function Votes({ card, decision }: { card: MeetingCard; decision: MeetingDecision }): ReactNode {
  const waiting = card.attendance.filter(
    (seat) => isHere(seat.mark) && !decision.voted.includes(seat.personId),
  );
  const votes = decision.votes ?? { for: 0, against: 0, abstained: 0 };
  const cast = decision.voted.length;
  return (
    <section aria-live="polite">
      <p className="muted">
        Проголосовали {cast} из {cast + waiting.length}
      </p>
      <p className="hall__strip" aria-hidden="true">
        {voteChoices.flatMap((choice) =>
          Array.from({ length: votes[choice] }, (_, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: marks without names
            <i key={`${choice} ${at}`} className={`seat seat--${choice}`} />
          )),
        )}
        {waiting.map(({ personId }) => (
          <i key={personId} className="seat" />
        ))}
      </p>
      <dl className="hall__votes">
        {voteChoices.map((choice) => (
          <div key={choice}>
            <dt>
              <i className={`seat seat--${choice}`} aria-hidden="true" />
              {voteTitles[choice]}
            </dt>
            <dd>{votes[choice]}</dd>
          </div>
        ))}
      </dl>
      {waiting.length === 0 && (
        <p className="hall__outcome">
          <Mark tone={decision.outcome === 'accepted' ? 'ok' : 'quiet'}>
            Решение {outcomeTitles[decision.outcome]}
          </Mark>
        </p>
      )}
    </section>
  );
}
