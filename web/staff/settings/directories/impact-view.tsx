import type { ReactNode } from 'react';
import type { TermImpact } from '../../../../shared/contract/messages/control.ts';
import { counted } from '../../../../shared/text/plural.ts';
import { formatCaseNumber } from '../../../../shared/text/words.ts';
import { useFormats } from '../../../lib/format.ts';
import { EmptyState } from '../../../ui/states.tsx';
import { DeskTable } from '../../base/parts/desk-table.tsx';

type Changed = TermImpact['cases'][number];

/** «Изменит срок у 14 открытых дел»: which, from what day to what day. */
export function ImpactView(props: { impact: TermImpact }): ReactNode {
  const { impact } = props;
  const formats = useFormats();
  const { changed, later, earlier, considered } = impact;
  if (changed === 0)
    return (
      <p>
        <b>Сроков открытых дел не изменит.</b>{' '}
        {considered > 0 && `Просмотрено ${counted(considered, 'срок', 'срока', 'сроков')}.`}
      </p>
    );
  return (
    <section aria-label="Что изменится" className="stack">
      <p>
        <b>
          {impact.isPartial ? 'Изменил бы срок не менее чем у' : 'Изменил бы срок у'}{' '}
          {counted(changed, 'открытого дела', 'открытых дел', 'открытых дел')}
        </b>
        : позже — {later}, раньше — {earlier}. Они идут по прежней редакции, и их сроки не сдвинутся.
      </p>
      <DeskTable<Changed>
        caption="Открытые дела с другим сроком"
        rows={impact.cases}
        rowKey={(row) => `${row.number} ${row.title} ${row.from}`}
        columns={[
          { id: 'number', head: 'Дело', isName: true, cell: (row) => formatCaseNumber(row.number) },
          { id: 'title', head: 'Срок', cell: (row) => row.title },
          { id: 'from', head: 'Сейчас', cell: (row) => formats.dateTime(row.from) },
          { id: 'to', head: 'Было бы', cell: (row) => formats.dateTime(row.to) },
        ]}
        empty={<EmptyState title="Таких дел нет" />}
      />
      {changed > impact.cases.length && <p className="small muted">Показаны первые {impact.cases.length}.</p>}
    </section>
  );
}
