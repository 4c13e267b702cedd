import { type ReactNode, useRef, useState } from 'react';
import type { CaseRow } from '../../../../shared/contract/messages/cases.ts';
import { listCases } from '../../../../shared/contract/messages/cases-list.ts';
import { localDay } from '../../../../shared/text/dates.ts';
import { formatNumber } from '../../../../shared/text/numbers.ts';
import { counted } from '../../../../shared/text/plural.ts';
import { call } from '../../../lib/api.ts';
import { asProblem } from '../../../lib/api-problem.ts';
import { tellFailure } from '../../../lib/commands/tell-failure.ts';
import { useHotkeys } from '../../../lib/hotkeys.ts';
import { saveFile } from '../../../lib/save-file.ts';
import { showToast } from '../../../lib/toast.ts';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { alwaysShown, type ColumnTools, caseColumns } from './case-columns.tsx';
import { writeCsv } from './csv.ts';
import type { ListQuery } from './list-filter.ts';
import type { CaseList } from './use-case-list.ts';

/** A file larger than this belongs to a report, not to a list. */
const mostRows = 1000;

/** The marked cases, or the whole list up to a thousand, as a table for Excel: the columns of the screen. */
export function ExportCases(props: {
  list: CaseList;
  columns: readonly string[];
  tools: ColumnTools;
  picked: readonly CaseRow[];
}): ReactNode {
  const { list, columns, tools, picked } = props;
  const [loaded, setLoaded] = useState<number | null>(null);
  const abort = useRef<AbortController | null>(null);
  const run = async () => {
    if (loaded !== null || list.total === 0) return;
    abort.current = new AbortController();
    setLoaded(0);
    try {
      const rows = picked.length > 0 ? picked : await collect(list.asked, setLoaded, abort.current.signal);
      saveFile(
        makeFile(rows, columns, tools),
        `Дела ${tools.formats.date(localDay(Date.now(), tools.formats.zone))}.csv`,
      );
      const rest =
        (list.isApproximate || rows.length < list.total) && picked.length === 0
          ? ' — это первые из списка, сузьте отбор'
          : '';
      showToast(`Выгружено: ${counted(rows.length, 'дело', 'дела', 'дел')}${rest}`);
    } catch (error) {
      tellFailure(asProblem(error), { title: 'Выгрузить не удалось', retry: () => void run() });
    }
    setLoaded(null);
  };
  useHotkeys('Дела', [{ keys: 'KeyE', label: 'Выгрузить таблицу', run: () => void run() }]);
  return (
    <>
      <Button
        hint="KeyE"
        busy={loaded !== null}
        disabledReason={list.rows?.length === 0 && 'Выгружать нечего: список пуст'}
        onClick={() => void run()}
      >
        {picked.length > 0 ? 'Выгрузить отмеченные' : 'Выгрузить'}
      </Button>
      <Dialog
        isOpen={loaded !== null && picked.length === 0}
        title="Собираем таблицу"
        onClose={() => abort.current?.abort()}
        foot={<Button onClick={() => abort.current?.abort()}>Отменить</Button>}
      >
        <Progress loaded={loaded ?? 0} total={Math.min(mostRows, list.total)} />
      </Dialog>
    </>
  );
}

function Progress({ loaded, total }: { loaded: number; total: number }): ReactNode {
  return (
    <p>
      <progress className="progress" value={loaded} max={Math.max(1, total)} aria-label="Собрано дел" />
      <span>
        {formatNumber(loaded)} из {formatNumber(total)}
      </span>
    </p>
  );
}

async function collect(
  asked: ListQuery,
  onProgress: (loaded: number) => void,
  signal: AbortSignal,
): Promise<readonly CaseRow[]> {
  const rows: CaseRow[] = [];
  let cursor: string | undefined;
  do {
    const page = await call(
      listCases,
      { query: { ...asked, limit: 200, ...(cursor && { cursor }) } },
      { signal },
    );
    rows.push(...page.rows);
    cursor = page.next ?? undefined;
    onProgress(Math.min(rows.length, mostRows));
  } while (cursor && rows.length < mostRows);
  return rows.slice(0, mostRows);
}

function makeFile(rows: readonly CaseRow[], columns: readonly string[], tools: ColumnTools): Blob {
  const chosen = caseColumns.filter(({ id }) => alwaysShown.includes(id) || columns.includes(id));
  const csv = writeCsv(
    chosen.map(({ title }) => title),
    rows.map((row) => chosen.map(({ text }) => text(row, tools))),
  );
  return new Blob([csv], { type: 'text/csv;charset=utf-8' });
}
