import type { ReactNode } from 'react';
import {
  type AuditRecord,
  exportAuditRecords,
  listAuditRecords,
  verifyAuditChain,
} from '../../../../shared/contract/base/audit.ts';
import { describeAction, describeObject } from '../../../../shared/text/journal.ts';
import { formatNumber } from '../../../../shared/text/numbers.ts';
import { counted } from '../../../../shared/text/plural.ts';
import { formatCaseNumber } from '../../../../shared/text/words.ts';
import { useCommand } from '../../../lib/commands/use-command.ts';
import { Button } from '../../../ui/button.tsx';
import { Mark } from '../../../ui/mark.tsx';
import { defineList } from '../../base/list/define-list.ts';
import { List, useList } from '../../base/list/list.tsx';
import { StaffPage } from '../../base/parts/staff-page.tsx';
import { journalFilters, OneThing } from './journal-filters.tsx';
import { JournalProof } from './journal-proof.tsx';

const records = defineList({
  route: listAuditRecords,
  name: 'Журнал действий',
  caption: 'Записи журнала, новые сверху',
  filters: journalFilters,
  ask: ({ actor, action, kind, object, from, to }) => ({
    actor: actor || undefined,
    action: action || undefined,
    object: kind || undefined,
    objectId: object || undefined,
    from: from || undefined,
    to: to || undefined,
  }),
  rows: (reply) => reply.records,
  rowKey: ({ seq }) => String(seq),
  look: {
    columns: ({ formats, set }) => [
      { id: 'seq', head: '№', cell: ({ seq }) => formatNumber(seq), align: 'right' },
      { id: 'at', head: 'Когда', cell: ({ at }) => formats.dateTime(at) },
      { id: 'actor', head: 'Кто', cell: nameActor },
      { id: 'action', head: 'Что', cell: ({ action }) => describeAction(action), isName: true },
      {
        id: 'object',
        head: 'Над чем',
        cell: (row) => (
          <button
            type="button"
            className="link-button"
            title="Показать записи только об этом"
            onClick={() => set({ kind: row.object, object: row.objectId })}
          >
            {nameObject(row)}
          </button>
        ),
      },
      { id: 'proof', head: 'Доказательство', cell: ({ seq }) => <JournalProof seq={seq} /> },
    ],
  },
  failed: 'Журнал не загрузился',
  empty: { title: 'Записей ещё нет' },
  nothing: {
    title: 'Записей по этому отбору нет',
    words: 'Журнал хранит всё с первого дня: расширьте период или снимите часть отбора.',
  },
  pages: { label: 'Страницы журнала', words: ['Новее', 'Старше'] },
  walk: 'none',
  report: { route: exportAuditRecords, more: 'Выгрузка записана в журнал' },
});

/** The append-only journal: who changed what and who read personal data, with a check of its chain. */
export function JournalPage(): ReactNode {
  const list = useList(records);
  return (
    <StaffPage title="Журнал" hasFinder actions={<ChainCheck />}>
      <div className="desk">
        <List list={list} above={() => <OneThing query={list.query} onSet={list.set} />} />
      </div>
    </StaffPage>
  );
}

/** Work of the system itself goes under its own name, whatever its part is called inside. */
function nameActor({ actor, actorName }: AuditRecord): string {
  if (actor.startsWith('system:')) return 'Отклик';
  return actorName || 'Житель';
}

/** A case by its number, anything else by its kind. */
const nameObject = ({ object, data }: AuditRecord): string =>
  typeof data.number === 'string' ? formatCaseNumber(data.number) : describeObject(object);

function ChainCheck(): ReactNode {
  const check = useCommand(verifyAuditChain, { refreshes: [] });
  const { data } = check;
  return (
    <>
      <span role="status">
        {data && !data.fault && (
          <Mark tone="ok">цепочка цела: {counted(data.checked, 'запись', 'записи', 'записей')}</Mark>
        )}
        {data?.fault && (
          <Mark tone="danger">
            нарушена запись № {formatNumber(data.fault.seq)}: {data.fault.reason}
          </Mark>
        )}
        {data && !data.isProtected && (
          <Mark tone="warning">
            журнал не защищён от своего сервера: у таблиц и у сервера одна учётная запись базы
          </Mark>
        )}
      </span>
      <Button kind="primary" busy={check.isPending} onClick={() => check.mutate({} as never)}>
        Проверить цепочку
      </Button>
    </>
  );
}
