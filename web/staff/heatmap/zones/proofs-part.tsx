import { type ReactNode, useState } from 'react';
import { getFile, uploadFile } from '../../../../shared/contract/base/files.ts';
import { proveZone, type ZoneCard } from '../../../../shared/contract/heatmap/zones.ts';
import { buildUrl } from '../../../lib/api.ts';
import { perform } from '../../../lib/commands/perform.ts';
import { useCommand } from '../../../lib/commands/use-command.ts';
import { showToast } from '../../../lib/toast.ts';
import { FileButton } from '../../../ui/forms/file-button.tsx';
import { Section } from '../../../ui/section.tsx';

/** Pictures and papers that show what was done. */
export function ProofsPart({ card }: { card: ZoneCard }): ReactNode {
  const [isSending, setSending] = useState(false);
  const prove = useCommand(proveZone, { onDone: () => showToast('Доказательство приложено') });
  const send = async (file: File) => {
    setSending(true);
    const sent = await perform(uploadFile, {}, { file });
    setSending(false);
    if (!sent) return;
    const { fileId, token } = sent;
    const title = file.name.replace(/\.[^.]+$/u, '').slice(0, 200) || 'Файл';
    prove.mutate({
      params: { id: card.id },
      body: { version: card.version, fileId, token, title: title.length < 2 ? `Файл ${title}` : title },
    });
  };
  return (
    <Section title="Доказательства" className="stack stack--tight">
      {card.proofs.length === 0 && <p className="muted">Снимков и бумаг нет.</p>}
      <ul>
        {card.proofs.map(({ fileId, title, by }) => (
          <li key={fileId}>
            <a
              href={buildUrl(getFile, { params: { id: fileId, variant: 'display' } })}
              target="_blank"
              rel="noopener"
            >
              {title}
              <span className="aloud"> (откроется в новой вкладке)</span>
            </a>{' '}
            <span className="muted small">{by}</span>
          </li>
        ))}
      </ul>
      {card.may.work && (
        <FileButton isBusy={isSending} onPick={(file) => void send(file)}>
          Приложить снимок или PDF
        </FileButton>
      )}
    </Section>
  );
}
