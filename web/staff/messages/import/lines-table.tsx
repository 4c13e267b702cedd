import { Link, type LinkProps } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import {
  type ImportLine,
  type ImportLineKind,
  listImportLines,
} from '../../../../shared/contract/messages/imports.ts';
import { formatCaseNumber } from '../../../../shared/text/words.ts';
import { useRoute } from '../../../lib/query.ts';
import type { Column } from '../../../ui/data-table.tsx';
import { Pager } from '../../../ui/pager.tsx';
import { EmptyState, ErrorState } from '../../../ui/states.tsx';
import { DeskTable } from '../../base/parts/desk-table.tsx';
import { kindWords } from './import-words.ts';

const LIMIT = 50;

const caseColumn: Column<ImportLine> = {
  id: 'case',
  head: 'Дело',
  width: '10rem',
  cell: ({ caseNumber }) =>
    caseNumber && (
      <Link className="number" {...({ to: `/staff/cases/${caseNumber}` } as LinkProps)}>
        {formatCaseNumber(caseNumber)}
      </Link>
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

/** Rows of one kind, page by page, in the order of the file. */
export function LinesTable(props: { importId: string; kind: ImportLineKind; total: number }): ReactNode {
  const { importId, kind, total } = props;
  /** Cursors of the pages before this one; the first has none. */
  const [trail, setTrail] = useState<readonly string[]>([]);
  const cursor = trail.at(-1);
  const query = { kind, limit: LIMIT, ...(cursor ? { cursor } : {}) };
  const lines = useRoute(listImportLines, { params: { id: importId }, query });
  const { data, error, isPlaceholderData } = lines;
  if (error && !data)
    return <ErrorState title="Строки не загрузились" problem={error} onRetry={() => void lines.refetch()} />;
  const from = trail.length * LIMIT + 1;
  const next = data?.next;
  return (
    <div className="stack">
      <DeskTable
        caption={`Строки файла: ${kindWords[kind].title.toLocaleLowerCase('ru')}`}
        columns={listColumns(kind)}
        rows={data?.lines}
        rowKey={({ row }) => String(row)}
        isOld={isPlaceholderData}
        empty={<EmptyState title={kindWords[kind].nothing} />}
      />
      {data && (next || trail.length > 0) && (
        <Pager
          from={from}
          to={from + data.lines.length - 1}
          total={total}
          onBack={trail.length > 0 ? () => setTrail((now) => now.slice(0, -1)) : undefined}
          onNext={next ? () => setTrail((now) => [...now, next]) : undefined}
        />
      )}
    </div>
  );
}
