import type { ReactNode } from 'react';
import { writeFigure } from '../../../../shared/charts/snapshot-heat.ts';
import type { SnapshotTable } from '../../../../shared/contract/base/snapshots.ts';
import { counted } from '../../../../shared/text/plural.ts';
import { useFormats } from '../../../lib/format.ts';
import { Status } from '../../../ui/mark.tsx';
import { DeskTable } from '../../base/parts/desk-table.tsx';
import { type ChangedFigure, findChanges, writeChange } from './snapshot-view.ts';

/** Numbers shown of many that changed. */
const MOST = 200;

/** What the same question gives now and did not then, number by number. */
export function SinceThen(props: {
  frozen: readonly SnapshotTable[];
  now: readonly SnapshotTable[];
  asOf: string;
}): ReactNode {
  const { frozen, now, asOf } = props;
  const formats = useFormats();
  const changes = frozen.flatMap((table) =>
    findChanges(
      table,
      now.find(({ id }) => id === table.id),
    ),
  );
  const all = frozen.reduce((sum, { rows, columns }) => sum + rows.length * columns.length, 0);
  const at = formats.dateTime(asOf);
  if (changes.length === 0)
    return (
      <p>
        <Status tone="ok">С тех пор ничего не изменилось: на {at} числа те же</Status>
      </p>
    );
  return (
    <details className="snapshot__since">
      <summary>
        С тех пор изменилось {counted(changes.length, 'число', 'числа', 'чисел')} из {all}
        <span className="muted"> · на {at}</span>
      </summary>
      <DeskTable<ChangedFigure>
        caption="Что изменилось"
        rows={changes.slice(0, MOST)}
        rowKey={({ row, column }) => `${row}:${column}`}
        empty={null}
        columns={[
          { id: 'row', head: 'Строка', isName: true, cell: ({ row }) => row },
          { id: 'column', head: 'Столбец', cell: ({ column }) => column },
          { id: 'before', head: 'Было', align: 'right', cell: (one) => writeFigure(one.before, one.kind) },
          { id: 'now', head: 'Стало', align: 'right', cell: (one) => writeFigure(one.now, one.kind) },
          {
            id: 'change',
            head: 'Изменение',
            align: 'right',
            cell: ({ before, now: is, kind }) =>
              before === null || is === null ? '—' : writeChange(is - before, kind),
          },
        ]}
      />
    </details>
  );
}
