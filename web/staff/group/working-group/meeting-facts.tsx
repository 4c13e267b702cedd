import type { ReactNode } from 'react';
import type { MeetingCard } from '../../../../shared/contract/group/working-group-meetings.ts';
import { formatDay } from '../../../../shared/text/dates.ts';
import { meetingFormTitles } from '../../../../shared/text/group/working-group.ts';
import { useFormats } from '../../../lib/format.ts';
import { votesWords } from './decisions-part.tsx';

/** What is known of a meeting beside its items. */
export function MeetingFacts({ card }: { card: MeetingCard }): ReactNode {
  const formats = useFormats();
  const facts: [string, ReactNode][] = [
    ['Форма', meetingFormTitles[card.form]],
    ['Где', card.place || card.link || '—'],
    ...(card.topic ? [['Тема', card.topic] as [string, ReactNode]] : []),
    ...(card.openedAt
      ? [
          [
            'Открыто',
            `${card.heldOn && card.heldOn !== card.day ? `${formatDay(card.heldOn)} ` : ''}${formats.time(card.openedAt)}${card.endedAt ? `, закрыто ${formats.time(card.endedAt)}` : ''}`,
          ] as [string, ReactNode],
        ]
      : []),
    ...(card.presided.length > 1
      ? card.presided.map(({ name, from, to }): [string, ReactNode] => [
          to ? `Вёл(а) до ${formats.time(to)}` : `Ведёт с ${formats.time(from)}`,
          name,
        ])
      : card.presiding
        ? [['Председательствует', card.presiding.name] as [string, ReactNode]]
        : []),
    ...(card.agendaVotes
      ? [['Повестка утверждена', votesWords(card.agendaVotes)] as [string, ReactNode]]
      : []),
    ...(card.voteUntil
      ? [['Голоса принимаются', `до ${formats.dateTime(card.voteUntil)}`] as [string, string]]
      : []),
    ...(card.cancelReason ? [['Причина отмены', card.cancelReason] as [string, ReactNode]] : []),
    ...(card.state === 'planned' || card.state === 'agenda_draft'
      ? [['Повестку разослать', `не позднее ${formatDay(card.papersBy)}`] as [string, string]]
      : []),
  ];
  return (
    <dl className="group-facts">
      {facts.map(([name, words]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{words}</dd>
        </div>
      ))}
    </dl>
  );
}
