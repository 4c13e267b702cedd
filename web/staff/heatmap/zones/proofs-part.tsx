import type { ReactNode } from 'react';
import { proveZone, type ZoneCard } from '../../../../shared/contract/heatmap/zones.ts';
import { useCommand } from '../../../lib/commands/use-command.ts';
import { showToast } from '../../../lib/toast.ts';
import { Section } from '../../../ui/section.tsx';
import { AddFile, FileLink } from '../../base/parts/papers.tsx';

/** Pictures and papers that show what was done. */
export function ProofsPart({ card }: { card: ZoneCard }): ReactNode {
  const prove = useCommand(proveZone, { onDone: () => showToast('Доказательство приложено') });
  return (
    <Section title="Доказательства" className="stack stack--tight">
      {card.proofs.length === 0 && <p className="muted">Снимков и бумаг нет.</p>}
      <ul>
        {card.proofs.map(({ fileId, title, by }) => (
          <li key={fileId}>
            <FileLink fileId={fileId} title={title} /> <span className="muted small">{by}</span>
          </li>
        ))}
      </ul>
      {card.may.work && (
        <AddFile
          onSent={(file) =>
            prove.mutate({ params: { id: card.id }, body: { version: card.version, ...file } })
          }
        >
          Приложить снимок или PDF
        </AddFile>
      )}
    </Section>
  );
}
