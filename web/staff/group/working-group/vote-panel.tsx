import type { ReactNode } from 'react';
import {
  type MeetingDecision,
  type VoteChoice,
  voteChoices,
} from '../../../../shared/contract/group/working-group-decisions.ts';
import { castVote, putToVote } from '../../../../shared/contract/group/working-group-live.ts';
import type { MeetingCard } from '../../../../shared/contract/group/working-group-meetings.ts';
import { outcomeTitles, voteTitles } from '../../../../shared/text/group/working-group.ts';
import { Button } from '../../../ui/button.tsx';
import { ItemsField, SegmentedField } from '../../../ui/forms/choice-field.tsx';
import { Form, SendButton } from '../../../ui/forms/form.tsx';
import { useForm } from '../../../ui/forms/use-form.ts';
import { Mark } from '../../../ui/mark.tsx';
import { isHere } from './meeting-words.ts';
import { useMeetingCommand } from './use-meeting.ts';

/**
 * Votes on the decision in hand: those that come from phones as they come, and hands the secretary saw. Everybody who has not voted is
 * for, but whom the secretary names.
 */
export function VotePanel(props: {
  card: MeetingCard;
  decision: MeetingDecision;
  onClose: () => void;
}): ReactNode {
  const { card, decision, onClose } = props;
  const waiting = card.attendance.filter(
    (seat) => isHere(seat.mark) && !decision.voted.includes(seat.personId),
  );
  const put = useMeetingCommand(putToVote, { onDone: onClose });
  return (
    <section className="vote-panel" aria-label={`Голосование за решение ${decision.number}`}>
      <p className="vote-panel__head" role="status">
        <b>Голосуют за {decision.number}</b>
        <span>
          проголосовали {decision.voted.length} из {decision.voted.length + waiting.length}
        </span>
        {decision.votes &&
          voteChoices.map((choice) => (
            <span key={choice}>
              {voteTitles[choice]} <b>{decision.votes?.[choice]}</b>
            </span>
          ))}
        {waiting.length === 0 && (
          <Mark tone={decision.outcome === 'accepted' ? 'ok' : 'quiet'}>
            {outcomeTitles[decision.outcome]}
          </Mark>
        )}
      </p>
      {waiting.length > 0 && <Hands card={card} decision={decision} waiting={waiting} />}
      {card.votingId === decision.id && (
        <Button
          kind="quiet"
          busy={put.isPending}
          onClick={() =>
            put.mutate({ params: { id: card.id }, body: { version: card.version, decisionId: null } })
          }
        >
          {waiting.length > 0 ? 'Снять с голосования' : 'Закончить голосование'}
        </Button>
      )}
    </section>
  );
}

function Hands(props: {
  card: MeetingCard;
  decision: MeetingDecision;
  waiting: MeetingCard['attendance'];
}): ReactNode {
  const { card, decision, waiting } = props;
  const cast = useMeetingCommand(castVote);
  const form = useForm<{ against: string[]; abstained: string[] }>({
    start: { against: [], abstained: [] },
    commands: cast,
    isPassing: true,
    send: (values) => {
      const sides = sidesOf(waiting, values);
      for (const choice of voteChoices)
        if (sides[choice].length > 0)
          cast.mutate({
            params: { id: card.id, decisionId: decision.id },
            body: { choice, personIds: sides[choice] },
          });
    },
  });
  const sides = sidesOf(waiting, form.values);
  const choices = waiting.map(({ personId, name }) => ({ value: personId, label: name }));
  const rest = choices.filter(({ value }) => !form.values.against.includes(value));
  return (
    <Form
      form={form}
      className="stack stack--tight"
      label="Голоса в зале"
      actions={
        <p className="cluster">
          <SendButton form={form}>
            Записать: {voteChoices.map((one) => `${voteTitles[one]} ${sides[one].length}`).join(', ')}
          </SendButton>
          <span className="muted small">Поданный голос не меняется</span>
        </p>
      }
    >
      <details className="vote-panel__others">
        <summary>Не все за</summary>
        <ItemsField
          form={form}
          name="against"
          className="vote-panel__seats"
          legend="Против"
          choices={choices}
        />
        <ItemsField
          form={form}
          name="abstained"
          className="vote-panel__seats"
          legend="Воздержались"
          choices={rest}
        />
      </details>
    </Form>
  );
}

function sidesOf(
  waiting: readonly { personId: string }[],
  { against, abstained }: { against: readonly string[]; abstained: readonly string[] },
): Record<VoteChoice, string[]> {
  const ids = waiting.map(({ personId }) => personId);
  const no = ids.filter((id) => against.includes(id));
  const held = ids.filter((id) => abstained.includes(id) && !no.includes(id));
  return { for: ids.filter((id) => !no.includes(id) && !held.includes(id)), against: no, abstained: held };
}

/** The vote of whoever looks, on their own device: two presses, since a vote that is cast does not change. */
export function MyVote({ card }: { card: MeetingCard }): ReactNode {
  const matter = card.agenda.flatMap(({ decisions }) => decisions).find(({ id }) => id === card.votingId);
  const [next] = card.votesLeft;
  const isSecretary = card.attendance.some(
    ({ role, personId }) => role === 'secretary' && personId === next?.personId,
  );
  // The secretary's own hand is among those they write down.
  if (!matter || !card.can.includes('vote') || (isSecretary && card.can.includes('record-votes')))
    return null;
  return (
    <section className="my-vote" aria-label="Мой голос">
      <p>
        <b>На голосовании {matter.number}.</b> {matter.text}
      </p>
      {matter.responsible && <p className="muted">Ответственный: {matter.responsible}</p>}
      {next ? (
        <Ballot key={`${matter.id} ${next.personId}`} card={card} decisionId={matter.id} name={next.name} />
      ) : (
        <p role="status">
          <Mark tone="ok">Ваш голос подан</Mark>
        </p>
      )}
    </section>
  );
}

function Ballot(props: { card: MeetingCard; decisionId: string; name: string }): ReactNode {
  const { card, decisionId, name } = props;
  const cast = useMeetingCommand(castVote, { words: 'Голос подан' });
  const form = useForm<{ choice: VoteChoice | '' }>({
    start: { choice: '' },
    commands: cast,
    isPassing: true,
    gap: ({ choice }) => choice === '' && 'Выберите: за, против или воздержались',
    send: ({ choice }) => {
      if (choice) cast.mutate({ params: { id: card.id, decisionId }, body: { choice } });
    },
  });
  return (
    <Form
      form={form}
      label={`Голос: ${name}`}
      byButtonOnly
      actions={
        <SendButton form={form} type="button" size="main" wide onClick={form.send}>
          Подать голос
        </SendButton>
      }
    >
      {card.votesLeft.length > 1 && <p className="muted">Голосует {name}, затем следующий</p>}
      <SegmentedField
        form={form}
        name="choice"
        legend={`Как голосует ${name}`}
        wide
        choices={voteChoices.map((value) => ({ value, label: voteTitles[value] }))}
      />
    </Form>
  );
}
