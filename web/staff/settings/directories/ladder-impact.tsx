import type { ReactNode } from 'react';
import type { previewLadder } from '../../../../shared/contract/messages/escalation.ts';
import type { RouteReply } from '../../../../shared/contract/route.ts';
import { counted } from '../../../../shared/text/plural.ts';
import { formatCaseNumber } from '../../../../shared/text/words.ts';
import { useFormats } from '../../../lib/format.ts';
import { EmptyState } from '../../../ui/states.tsx';
import { DeskTable } from '../../base/parts/desk-table.tsx';
import { roleWords } from './ladder-words.ts';

type Impact = RouteReply<typeof previewLadder>;

/** «Изменила бы напоминания у 14 открытых дел»: letters to each role, and the nearest reminder of each case. */
export function LadderImpact({ impact }: { impact: Impact }): ReactNode {
  const formats = useFormats();
  const { changed, considered, cases, roles, isPartial } = impact;
  const moment = (at: string | null): string => (at ? formats.dateTime(at) : 'больше не напомнят');
  if (changed === 0)
    return (
      <p>
        <b>Напоминаний по открытым делам не изменит.</b>{' '}
        {considered > 0 && `Просмотрено ${counted(considered, 'срок', 'срока', 'сроков')}.`}
      </p>
    );
  return (
    <section aria-label="Что изменится" className="stack">
      <p>
        <b>
          {isPartial ? 'Изменила бы напоминания не менее чем у' : 'Изменила бы напоминания у'}{' '}
          {counted(changed, 'открытого дела', 'открытых дел', 'открытых дел')}
        </b>
        . Они идут по прежней лестнице, и для них ничего не сдвинется.
      </p>
      <ul>
        {roles
          .filter(({ before, after }) => before !== after)
          .map(({ role, before, after }) => (
            <li key={role}>
              {roleWords[role]}: впереди {counted(before, 'напоминание', 'напоминания', 'напоминаний')}, было
              бы {after}
            </li>
          ))}
      </ul>
      <DeskTable<Impact['cases'][number]>
        caption="Открытые дела с другими напоминаниями"
        rows={cases}
        rowKey={(row) => `${row.number} ${row.title}`}
        columns={[
          { id: 'number', head: 'Дело', isName: true, cell: (row) => formatCaseNumber(row.number) },
          { id: 'title', head: 'Срок', cell: (row) => row.title },
          { id: 'from', head: 'Ближайшее сейчас', cell: (row) => moment(row.from) },
          { id: 'to', head: 'Было бы', cell: (row) => moment(row.to) },
        ]}
        empty={<EmptyState title="Таких дел нет" />}
      />
      {changed > cases.length && <p className="small muted">Показаны первые {cases.length}.</p>}
    </section>
  );
}
