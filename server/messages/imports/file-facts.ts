import { sql } from 'kysely';
import { counted } from '../../../shared/text/plural.ts';
import { firstRow } from '../../lib/database/first-row.ts';
import type { SystemFacts } from '../../lib/exchange/connected-systems.ts';
import type { Ctx } from '../../lib/module/context.ts';

interface Row {
  last: Date | null;
  waiting: number;
  oldest: Date | null;
  failed: number;
  refused: number;
}

/** Registers that come as files. */
export async function listFileFacts(ctx: Ctx): Promise<SystemFacts[]> {
  const { rows } = await sql<Row>`
    SELECT max(finished_at) FILTER (WHERE state = 'done') AS last,
      count(*) FILTER (WHERE state IN ('queued', 'reading', 'making'))::int AS waiting,
      min(created_at) FILTER (WHERE state IN ('queued', 'reading', 'making')) AS oldest,
      count(*) FILTER (WHERE state = 'failed' AND created_at > ${ctx.now}::timestamptz - interval '7 days')::int AS failed,
      coalesce(sum(refused) FILTER (WHERE created_at > ${ctx.now}::timestamptz - interval '7 days'), 0)::int AS refused
    FROM imports.import`.execute(ctx.db);
  const { last, waiting, oldest, failed, refused } = firstRow(rows);
  const words = [
    failed > 0 ? `За неделю не загрузилось: ${counted(failed, 'файл', 'файла', 'файлов')}` : '',
    refused > 0 ? `Не принято: ${counted(refused, 'строка', 'строки', 'строк')}` : '',
  ];
  return [
    {
      code: 'files',
      title: 'Реестры из файлов',
      clause: 'гл. 2 п. 1',
      way: 'загрузка CSV, XLSX, JSONL',
      words: words.filter(Boolean).join('. '),
      link: '/staff/import',
      isOn: true,
      lastAt: last,
      waiting,
      oldestWaitingAt: oldest,
      errors: failed,
    },
  ];
}
