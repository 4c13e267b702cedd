import type { ReactNode } from 'react';
import {
  type DecisionOutcome,
  type MeetingDecision,
  type VoteChoice,
  type VoteCounts,
  voteChoices,
} from '../../../../shared/contract/group/working-group-decisions.ts';
import type { AgendaItem } from '../../../../shared/contract/group/working-group-items.ts';
import { castVote, removeDecision } from '../../../../shared/contract/group/working-group-live.ts';
import type { MeetingCard } from '../../../../shared/contract/group/working-group-meetings.ts';
import { formatDay } from '../../../../shared/text/dates.ts';
import { outcomeTitles, voteTitles } from '../../../../shared/text/group/working-group.ts';
import { Button } from '../../../ui/button.tsx';
import { Mark, type Tone } from '../../../ui/mark.tsx';
import type { CurrentProps } from './live-record.tsx';
import { useMeetingCommand } from './use-meeting.ts';

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

/** What is decided on an item, each with its votes and what became of it. */
export function Decisions(props: CurrentProps & { mayRecord: boolean }): ReactNode {
  const { card, item, mayRecord, onOpen } = props;
  return (
    <section aria-label="Решили">
      <h4 className="label">Решили</h4>
      <ul className="group-decisions">
        {item.decisions.map((decision) => (
          <li key={decision.id}>
            <b>{decision.number}</b>
            <span>{decision.text}</span>
            <DecisionWords decision={decision} />
            {card.usesVotes && <Votes {...props} decision={decision} />}
            {mayRecord && decision.votes === null && <Acts {...props} decision={decision} />}
          </li>
        ))}
      </ul>
      {mayRecord && (
        <Button hint="KeyD" onClick={() => onOpen({ kind: 'decision', item })}>
          Решение
        </Button>
      )}
    </section>
  );
}

function DecisionWords({ decision }: { decision: MeetingDecision }): ReactNode {
  const { responsible, dueOn, expectedResult, cancels } = decision;
  return (
    <>
      <span className="muted">
        {responsible ?? 'все'}
        {responsible && (dueOn ? ` до ${formatDay(dueOn)}` : '')}
        {expectedResult && `; результат: ${expectedResult}`}
        {cancels && `; снимает поручение ${cancels.number}`}
      </span>
      {responsible && !dueOn && <Mark tone="warning">нет срока</Mark>}
    </>
  );
}

type Props = CurrentProps & { decision: MeetingDecision };

function Acts({ card, item, decision, onOpen }: Props): ReactNode {
  const remove = useMeetingCommand(removeDecision, { words: 'Решение убрано' });
  return (
    <span className="cluster">
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
    </span>
  );
}

/** Whether votes on a decision are taken now: while its item is in hand, all the time by correspondence. */
const isOpen = (card: MeetingCard, item: AgendaItem): boolean =>
  card.state === 'running' && (card.form === 'absentee' || card.currentItemId === item.id);

function Votes({ card, item, decision, onOpen }: Props): ReactNode {
  const cast = useMeetingCommand(castVote, { words: 'Голос подан' });
  const voteFor = (choice: VoteChoice) => () =>
    cast.mutate({ params: { id: card.id, decisionId: decision.id }, body: { choice } });
  const mayVote = card.can.includes('vote') && isOpen(card, item);
  const mayCount = card.can.includes('record-votes') && (card.state !== 'running' || isOpen(card, item));
  return (
    <section className="group-votes" aria-label={`Голосование за решение ${decision.number}`}>
      <Mark tone={outcomeTones[decision.outcome]}>{outcomeTitles[decision.outcome]}</Mark>
      {decision.votes && <span className="muted">{votesWords(decision.votes)}</span>}
      {mayVote &&
        voteChoices.map((choice) => (
          <Button key={choice} busy={cast.isPending} onClick={voteFor(choice)}>
            Я {choice === 'abstained' ? 'воздерживаюсь' : voteTitles[choice]}
          </Button>
        ))}
      {mayCount && (
        <Button hint="KeyV" onClick={() => onOpen({ kind: 'vote', item, decision })}>
          Голоса в зале
        </Button>
      )}
    </section>
  );
}
