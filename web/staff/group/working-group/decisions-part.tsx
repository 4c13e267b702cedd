import type { ReactNode } from 'react';
import {
  type DecisionOutcome,
  type MeetingDecision,
  type VoteCounts,
  voteChoices,
} from '../../../../shared/contract/group/working-group-decisions.ts';
import type { AgendaItem } from '../../../../shared/contract/group/working-group-items.ts';
import { castVote, putToVote, removeDecision } from '../../../../shared/contract/group/working-group-live.ts';
import type { MeetingCard } from '../../../../shared/contract/group/working-group-meetings.ts';
import { formatDay } from '../../../../shared/text/dates.ts';
import { outcomeTitles, voteTitles } from '../../../../shared/text/group/working-group.ts';
import { Button } from '../../../ui/button.tsx';
import { Mark, type Tone } from '../../../ui/mark.tsx';
import { DecisionRow } from './decision-row.tsx';
import type { CurrentProps } from './live-record.tsx';
import { isHere } from './meeting-words.ts';
import { useMeetingCommand } from './use-meeting.ts';
import { VotePanel } from './vote-panel.tsx';

export const votesWords = (votes: VoteCounts): string =>
  voteChoices.map((choice) => `${voteTitles[choice]} ${votes[choice]}`).join(', ');

const outcomeTones: Readonly<Record<DecisionOutcome, Tone>> = {
  accepted: 'ok',
  rejected: 'quiet',
  unvoted: 'warning',
};

/** What is put to the vote next: the first decision nobody has voted on, else the last one. */
export const nextMatter = ({ decisions }: AgendaItem): MeetingDecision | undefined =>
  decisions.find(({ outcome }) => outcome === 'unvoted') ?? decisions.at(-1);

/** What is decided on an item, each with its votes and what became of it; the one being written stands in its row. */
export function Decisions(props: CurrentProps & { mayRecord: boolean }): ReactNode {
  const { card, item, mayRecord, dialog, onOpen } = props;
  const close = () => onOpen(null);
  const written = dialog?.kind === 'decision' && dialog.item.id === item.id ? dialog : null;
  const voted = dialog?.kind === 'vote' && dialog.item.id === item.id ? dialog.decision.id : card.votingId;
  const inVote = item.decisions.find(({ id }) => id === voted);
  return (
    <section aria-label="Решили">
      <h4 className="label">Решили</h4>
      <ul className="group-decisions">
        {item.decisions.map((decision) =>
          written?.decision?.id === decision.id ? (
            <li key={decision.id}>
              <DecisionRow card={card} item={item} decision={decision} onClose={close} />
            </li>
          ) : (
            <li
              key={decision.id}
              className={decision.outcome === 'rejected' ? 'decision is-lost' : 'decision'}
            >
              <b className="decision__number">{decision.number}</b>
              <span className="decision__text">{decision.text}</span>
              <DecisionWords {...decision} />
              <Outcome card={card} decision={decision} />
              <More {...decision} />
              <Acts {...props} decision={decision} />
            </li>
          ),
        )}
        {written && !written.decision && (
          <li>
            <DecisionRow card={card} item={item} onClose={close} />
          </li>
        )}
      </ul>
      {inVote && card.can.includes('record-votes') && (
        <VotePanel key={inVote.id} card={card} decision={inVote} onClose={close} />
      )}
      {mayRecord && !written && (
        <Button hint="KeyD" icon="plus" onClick={() => onOpen({ kind: 'decision', item })}>
          Решение
        </Button>
      )}
    </section>
  );
}

function DecisionWords({ responsible, dueOn }: MeetingDecision): ReactNode {
  return (
    <>
      <span className="muted">{responsible ?? 'все'}</span>
      <span className="muted nowrap">
        {dueOn ? formatDay(dueOn) : responsible ? <Mark tone="warning">нет срока</Mark> : 'без срока'}
      </span>
    </>
  );
}

/** What will show that it is done, and what it takes off control. */
function More({ expectedResult, cancels }: MeetingDecision): ReactNode {
  const more = [
    expectedResult && `результат: ${expectedResult}`,
    cancels && `снимает поручение ${cancels.number}`,
  ].filter(Boolean);
  return more.length > 0 && <span className="decision__more muted small">{more.join('; ')}</span>;
}

/** «принято 5:0», «отклонено 2:3», «голосуют: 4», «не голосовали». */
function Outcome({ card, decision }: { card: MeetingCard; decision: MeetingDecision }): ReactNode {
  const { id, votes, outcome, voted } = decision;
  if (!card.usesVotes) return null;
  const isOn =
    card.votingId === id &&
    card.attendance.some((seat) => isHere(seat.mark) && !voted.includes(seat.personId));
  if (isOn) return <Mark tone="info">голосуют{votes ? `: ${votes.for}:${votes.against}` : ''}</Mark>;
  return (
    <span className="nowrap">
      <Mark tone={outcomeTones[outcome]}>
        {outcomeTitles[outcome]}
        {votes && ` ${votes.for}:${votes.against}`}
      </Mark>
      {votes && <span className="aloud">: {votesWords(votes)}</span>}
      {votes && votes.abstained > 0 && <span className="muted small"> воздержались {votes.abstained}</span>}
    </span>
  );
}

type Props = CurrentProps & { decision: MeetingDecision };

function Acts({ card, item, decision, mayRecord, onOpen }: Props & { mayRecord: boolean }): ReactNode {
  const remove = useMeetingCommand(removeDecision, { words: 'Решение убрано' });
  const put = useMeetingCommand(putToVote);
  const mayCount = card.can.includes('record-votes') && (card.state !== 'running' || isOpen(card, item));
  const isLive = card.state === 'running' && card.form !== 'absentee';
  const isDone = !card.attendance.some(
    (seat) => isHere(seat.mark) && !decision.voted.includes(seat.personId),
  );
  const isInVote = card.votingId === decision.id;
  return (
    <span className="decision__acts">
      <OwnVote card={card} item={item} decision={decision} />
      {mayCount && !isInVote && !isDone && (
        <Button
          kind="quiet"
          busy={put.isPending}
          onClick={() =>
            isLive
              ? put.mutate({
                  params: { id: card.id },
                  body: { version: card.version, decisionId: decision.id },
                })
              : onOpen({ kind: 'vote', item, decision })
          }
        >
          {isLive ? 'На голосование' : 'Голоса в зале'}
          <span className="aloud">: решение {decision.number}</span>
        </Button>
      )}
      {mayRecord && decision.votes === null && (
        <>
          <Button kind="quiet" onClick={() => onOpen({ kind: 'decision', item, decision })}>
            Изменить<span className="aloud"> решение {decision.number}</span>
          </Button>
          <Button
            kind="quiet"
            busy={remove.isPending}
            onClick={() =>
              remove.mutate({
                params: { id: card.id, decisionId: decision.id },
                query: { version: card.version },
              })
            }
          >
            Убрать<span className="aloud"> решение {decision.number}</span>
          </Button>
        </>
      )}
    </span>
  );
}

/** Whether votes on a decision are taken now: while its item is in hand, all the time by correspondence. */
const isOpen = (card: MeetingCard, item: AgendaItem): boolean =>
  card.state === 'running' && (card.form === 'absentee' || card.currentItemId === item.id);

/** By correspondence each votes on every decision at their own time. */
function OwnVote({ card, item, decision }: Pick<Props, 'card' | 'item' | 'decision'>): ReactNode {
  const cast = useMeetingCommand(castVote, { words: 'Голос подан' });
  if (card.form !== 'absentee' || !card.can.includes('vote') || !isOpen(card, item)) return null;
  return voteChoices.map((choice) => (
    <Button
      key={choice}
      busy={cast.isPending}
      onClick={() => cast.mutate({ params: { id: card.id, decisionId: decision.id }, body: { choice } })}
    >
      Я {choice === 'abstained' ? 'воздерживаюсь' : voteTitles[choice]}
    </Button>
  ));
}
