import { randomUUID } from 'node:crypto';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { formatNumber } from '../../../../shared/text/numbers.ts';
import { writeStream } from '../../disk.ts';
import { AppError } from '../../errors.ts';
import { keepUpload } from '../../http/upload.ts';
import type { Ctx } from '../../module/context.ts';
import type { Exchange } from '../../module/module.ts';
import { readTable, sniffTable } from './table.ts';

/** A table somebody sent, read whole: a few thousand rows at most. */
export interface UploadedTable {
  /** The name it came under, without folders. */
  filename: string;
  headers: string[];
  rows: { row: number; values: Record<string, string> }[];
}

interface Plan {
  /** Where it lies while it is read, within the data folder; nothing of it stays. */
  folder: string;
  /** Rows it may have. */
  most: number;
  /** What is said where no file came: «Приложите таблицу: CSV или XLSX.» */
  ask: string;
  /** What makes it smaller: «Выгрузите меньший период.» */
  less: string;
}

/** Reads the table of a request. Throws `imports.bad-file`, `lib.too-large`, `lib.bad-input` with what to do. */
export async function readUploadedTable(
  { config }: Pick<Ctx, 'config'>,
  { upload, headers }: Exchange,
  { folder, most, ask, less }: Plan,
): Promise<UploadedTable> {
  if (!upload) throw new AppError('lib.bad-input', ask);
  const place = join(config.dataDir, folder);
  await mkdir(place, { recursive: true });
  const written = await keepUpload(upload, Number(headers['content-length']) || 0, {
    write: (chunks, limit) => writeStream(join(place, `${randomUUID()}.part`), chunks, limit),
    drop: ({ path }) => rm(path, { force: true }),
    tooLarge: () => new AppError('lib.too-large', `Файл больше 25 МБ. ${less}`),
  });
  try {
    const filename = upload.filename.split(/[/\\]/).at(-1)?.slice(0, 200) || 'Без названия';
    const { preview: _, ...shape } = await sniffTable(written.path, { filename });
    const rows: UploadedTable['rows'] = [];
    for await (const row of readTable(written.path, { filename, shape })) {
      if ('reason' in row)
        throw new AppError('imports.bad-file', `Строка ${row.row} не читается: ${row.reason}.`);
      rows.push(row);
      if (rows.length > most)
        throw new AppError('imports.bad-file', `В таблице больше ${formatNumber(most)} строк. ${less}`);
    }
    return { filename, headers: shape.headers, rows };
  } finally {
    await rm(written.path, { force: true });
  }
}
