import type { ReactNode } from 'react';
import {
  addPaper,
  type MeetingCard,
  removePaper,
} from '../../../../shared/contract/group/working-group-meetings.ts';
import { downloadAgenda, downloadNotice } from '../../../../shared/contract/group/working-group-papers.ts';
import { formatBytes } from '../../../../shared/text/numbers.ts';
import { buildUrl } from '../../../lib/api.ts';
import { Button } from '../../../ui/button.tsx';
import { Section } from '../../../ui/section.tsx';
import { AddFile, FileLink } from '../../base/parts/papers.tsx';
import { PaperLinks } from './after-signature.tsx';
import { isMeetingAhead } from './meeting-words.ts';
import { useMeetingCommand } from './use-meeting.ts';

/** Papers of a meeting: PDF or pictures, opened by whoever reads the group. */
export function PapersPart({ card }: { card: MeetingCard }): ReactNode {
  const mayChange = card.can.includes('papers') || card.can.includes('record');
  const add = useMeetingCommand(addPaper, { words: 'Материал приложен' });
  const remove = useMeetingCommand(removePaper, { words: 'Материал убран' });
  return (
    <Section title="Материалы" isSmall>
      {card.agenda.length > 0 && <Ready card={card} />}
      {card.papers.length === 0 && <p className="muted">Материалов нет.</p>}
      <ul className="group-papers">
        {card.papers.map(({ fileId, title, kind, bytes }) => (
          <li key={fileId}>
            <FileLink fileId={fileId} title={title} />
            <span className="muted small nowrap">
              {kind === 'pdf' ? 'PDF' : 'изображение'}, {formatBytes(bytes)}
            </span>
            {mayChange && (
              <Button
                kind="quiet"
                busy={remove.isPending}
                onClick={() =>
                  remove.mutate({ params: { id: card.id, fileId }, query: { version: card.version } })
                }
              >
                Убрать<span className="aloud"> материал: {title}</span>
              </Button>
            )}
          </li>
        ))}
      </ul>
      {mayChange && (
        <>
          <AddFile
            onSent={(file) =>
              add.mutate({ params: { id: card.id }, body: { version: card.version, ...file } })
            }
          >
            Приложить файл
          </AddFile>
          <p className="muted small">PDF или изображение, до 25 МБ</p>
        </>
      )}
    </Section>
  );
}

/** What goes out before the meeting, made of its card. */
function Ready({ card }: { card: MeetingCard }): ReactNode {
  const agenda = ['Повестка', downloadAgenda] as const;
  const ready = isMeetingAhead(card.state) ? [agenda, ['Извещение', downloadNotice] as const] : [agenda];
  return ready.map(([words, route]) => (
    <p key={words} className="cluster">
      {words}:
      <PaperLinks
        of={words.toLocaleLowerCase('ru')}
        href={(format) => buildUrl(route, { params: { id: card.id }, query: { format } })}
      />
    </p>
  ));
}
