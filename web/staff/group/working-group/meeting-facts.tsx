import type { ReactNode } from 'react';
import type { MeetingCard } from '../../../../shared/contract/group/working-group-meetings.ts';
import { formatDay } from '../../../../shared/text/dates.ts';
import { meetingFormTitles } from '../../../../shared/text/group/working-group.ts';
import { type Formats, useFormats } from '../../../lib/format.ts';
import { votesWords } from './decisions-part.tsx';

/** Who presides, or who presided in turn. */
function presidedFacts(card: MeetingCard, formats: Formats): [string, ReactNode][] {
  if (card.presided.length > 1)
    return card.presided.map(({ name, from, to }) => [
      to ? `Вёл(а) до ${formats.time(to)}` : `Ведёт с ${formats.time(from)}`,
      name,
    ]);
  return card.presiding ? [['Председательствует', card.presiding.name]] : [];
}

/** What is known of a meeting beside its items. */
export function MeetingFacts({ card }: { card: MeetingCard }): ReactNode {
  const formats = useFormats();
  const facts: ([string, ReactNode] | null)[] = [
    ['Форма', meetingFormTitles[card.form]],
    ['Где', card.place || card.link || '—'],
    card.topic ? ['Тема', card.topic] : null,
    card.openedAt
      ? [
          'Открыто',
          `${card.heldOn && card.heldOn !== card.day ? `${formatDay(card.heldOn)} ` : ''}${formats.time(card.openedAt)}${card.endedAt ? `, закрыто ${formats.time(card.endedAt)}` : ''}`,
        ]
      : null,
    ...presidedFacts(card, formats),
    card.agendaVotes ? ['Повестка утверждена', votesWords(card.agendaVotes)] : null,
    card.voteUntil ? ['Голоса принимаются', `до ${formats.dateTime(card.voteUntil)}`] : null,
    card.cancelReason ? ['Причина отмены', card.cancelReason] : null,
    card.state === 'planned' || card.state === 'agenda_draft'
      ? ['Повестку разослать', `не позднее ${formatDay(card.papersBy)}`]
      : null,
  ];
  return (
    <dl className="group-facts">
      {facts
        .filter((fact) => fact !== null)
        .map(([name, words]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{words}</dd>
          </div>
        ))}
    </dl>
  );
}
