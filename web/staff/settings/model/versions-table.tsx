import type { ReactNode } from 'react';
import { type ModelVersion, promoteVersion } from '../../../../shared/contract/base/understanding.ts';
import { formatChange, formatNumber, formatPercent } from '../../../../shared/text/numbers.ts';
import { useCommand } from '../../../lib/commands/use-command.ts';
import { useFormats } from '../../../lib/format.ts';
import { usePermission } from '../../../lib/session.ts';
import { showToast } from '../../../lib/toast.ts';
import { Button } from '../../../ui/button.tsx';
import { Mark } from '../../../ui/mark.tsx';
import { PageLink } from '../../../ui/page-link.tsx';
import { EmptyState } from '../../../ui/states.tsx';
import { DeskTable } from '../../base/parts/desk-table.tsx';

/** Every version, the one in force first; any of them takes force again by a press. */
export function VersionsTable({ versions }: { versions: readonly ModelVersion[] }): ReactNode {
  const mayManage = usePermission('understanding.manage');
  const formats = useFormats();
  const champion = versions.find(({ isChampion }) => isChampion);
  const promote = useCommand(promoteVersion, {
    refreshes: ['understanding', 'cases'],
    onDone: ({ number }) =>
      showToast(`Действует версия ${number}`, {
        ...(champion && { undo: () => promote.mutate({ params: { id: champion.id } }) }),
      }),
  });
  return (
    <DeskTable<ModelVersion>
      caption="Версии модели тем"
      rows={versions}
      rowKey={({ id }) => id}
      foldsBelow={60}
      columns={[
        {
          id: 'number',
          head: 'Версия',
          isName: true,
          cell: (row) => (
            <>
              <PageLink to="/staff/model" search={{ tab: 'figures', version: row.id }}>
                Версия {row.number}
              </PageLink>{' '}
              {row.isChampion && <Mark tone="ok">действует</Mark>}
            </>
          ),
        },
        {
          id: 'made',
          head: 'Когда и кто',
          cell: (row) =>
            row.kind === 'shipped'
              ? `${formats.date(row.madeAt)}, пришла с программой`
              : `${formats.dateTime(row.madeAt)}, ${row.madeBy}`,
        },
        { id: 'examples', head: 'Училась на', align: 'right', cell: (row) => formatNumber(row.examples) },
        {
          id: 'block',
          head: 'Блок верно',
          align: 'right',
          cell: (row) => share(row.block, row.former?.block),
        },
        { id: 'fact', head: 'Тема верно', align: 'right', cell: (row) => share(row.fact, row.former?.fact) },
        { id: 'verdict', head: 'Сравнение', cell: (row) => row.verdict },
        {
          id: 'act',
          head: 'Действие',
          cell: (row) =>
            mayManage && !row.isChampion ? (
              <Button busy={promote.isPending} onClick={() => promote.mutate({ params: { id: row.id } })}>
                {champion && row.number < champion.number ? 'Вернуть' : 'Сделать действующей'}
                <span className="aloud">: версия {row.number}</span>
              </Button>
            ) : (
              promoted(row, formats.dateTime)
            ),
        },
      ]}
      empty={
        <EmptyState title="Версий нет">Перезапустите программу: версия из поставки появится сама.</EmptyState>
      }
    />
  );
}

/** «87 % (+6)»: beside the champion of that day on the same cases. */
function share(value: number | null, former: number | null | undefined): ReactNode {
  if (value === null) return '—';
  if (former === null || former === undefined) return formatPercent(value);
  return `${formatPercent(value)} (${formatChange(Math.round((value - former) * 100))})`;
}

function promoted({ promotedAt, promotedBy }: ModelVersion, dateTime: (at: string) => string): ReactNode {
  return promotedAt ? <span className="small">{`с ${dateTime(promotedAt)}, ${promotedBy}`}</span> : '';
}
