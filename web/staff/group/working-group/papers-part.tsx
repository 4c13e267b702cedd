import { type ReactNode, useState } from 'react';
import { getFile, uploadFile } from '../../../../shared/contract/base/files.ts';
import {
  addPaper,
  type MeetingCard,
  removePaper,
} from '../../../../shared/contract/group/working-group-meetings.ts';
import { formatBytes } from '../../../../shared/text/numbers.ts';
import { buildUrl } from '../../../lib/api.ts';
import { perform } from '../../../lib/commands/perform.ts';
import { Button } from '../../../ui/button.tsx';
import { FileButton } from '../../../ui/forms/file-button.tsx';
import { Section } from '../../../ui/section.tsx';
import { useMeetingCommand } from './use-meeting.ts';

/** Papers of a meeting: PDF or pictures, opened by whoever reads the group. */
export function PapersPart({ card }: { card: MeetingCard }): ReactNode {
  const [isSending, setSending] = useState(false);
  const mayChange = card.can.includes('papers') || card.can.includes('record');
  const add = useMeetingCommand(addPaper, { words: 'Материал приложен' });
  const remove = useMeetingCommand(removePaper, { words: 'Материал убран' });
  const send = async (file: File) => {
    setSending(true);
    const sent = await perform(uploadFile, {}, { file });
    setSending(false);
    if (!sent) return;
    const { fileId, token } = sent;
    const title = file.name.replace(/\.[^.]+$/u, '').slice(0, 200) || 'Материал';
    add.mutate({
      params: { id: card.id },
      body: { version: card.version, fileId, token, title },
    });
  };
  return (
    <Section title="Материалы" isSmall>
      {card.papers.length === 0 && <p className="muted">Материалов нет.</p>}
      <ul className="group-papers">
        {card.papers.map(({ fileId, title, kind, bytes }) => (
          <li key={fileId}>
            <a
              href={buildUrl(getFile, { params: { id: fileId, variant: 'display' } })}
              target="_blank"
              rel="noopener"
            >
              {title}
              <span className="aloud"> (откроется в новой вкладке)</span>
            </a>
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
          <FileButton isBusy={isSending} onPick={(file) => void send(file)}>
            Приложить файл
          </FileButton>
          <p className="muted small">PDF или изображение, до 25 МБ</p>
        </>
      )}
    </Section>
  );
}
