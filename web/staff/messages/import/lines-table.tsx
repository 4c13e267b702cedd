import type { ReactNode } from 'react';
import {
  type ImportLine,
  type ImportLineKind,
  listImportLines,
} from '../../../../shared/contract/messages/imports.ts';
import { formatCaseNumber } from '../../../../shared/text/words.ts';
import type { Column } from '../../../ui/data-table.tsx';
import { PageLink } from '../../../ui/page-link.tsx';
import { defineList } from '../../base/list/define-list.ts';
import { List, useList } from '../../base/list/list.tsx';
import { kindWords } from './import-words.ts';

const caseColumn: Column<ImportLine> = {
  id: 'case',
  head: 'Дело',
  width: '10rem',
  cell: ({ caseNumber }) =>
    caseNumber && (
      <PageLink className="number" to={`/staff/cases/${caseNumber}`}>
        {formatCaseNumber(caseNumber)}
      </PageLink>
    ),
};

/** The cell of the reason: a repeat has one, an accepted row the things that were left out of it. */
function listReasons(kind: ImportLineKind, { reason, warnings }: ImportLine): string[] {
  return [...(reason ? [reason] : []), ...(kind === 'repeated' ? [] : warnings)];
}

const listColumns = (kind: ImportLineKind): readonly Column<ImportLine>[] => [
  { id: 'row', head: 'Строка', isName: true, align: 'right', width: '5rem', cell: ({ row }) => row },
  {
    id: 'reason',
    head: 'Почему',
    cell: (line) => (
      <div className="import-reason">
        {listReasons(kind, line).map((words) => (
          <p key={words}>{words}</p>
        ))}
      </div>
    ),
  },
  {
    id: 'id',
    head: 'Номер в источнике',
    width: '11rem',
    cell: ({ externalId }) => externalId ?? <span className="muted">без номера</span>,
  },
  ...(kind === 'refused' ? [] : [caseColumn]),
];

const lines = (kind: ImportLineKind) =>
  defineList({
    route: listImportLines,
    name: 'Строки файла',
    caption: `Строки файла: ${kindWords[kind].title.toLocaleLowerCase('ru')}`,
    ask: () => ({ kind }),
    rows: (reply) => reply.lines,
    rowKey: ({ row }) => String(row),
    look: { columns: () => listColumns(kind) },
    failed: 'Строки не загрузились',
    empty: { title: kindWords[kind].nothing },
    pages: { label: 'Страницы списка', words: ['Назад', 'Дальше'] },
    limit: 50,
    walk: 'none',
  });

/** Rows of one kind, page by page, in the order of the file. */
export function LinesTable(props: { importId: string; kind: ImportLineKind; total: number }): ReactNode {
  const { importId, kind, total } = props;
  const list = useList(lines(kind), { id: importId });
  return (
    <div className="stack">
      <List list={list} total={total} />
    </div>
  );
}
