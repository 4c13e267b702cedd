import type {
  ImportTable,
  uploadImport as uploadImportRoute,
} from '../../../shared/contract/messages/imports.ts';
import type { HandlerInput } from '../../../shared/contract/route.ts';
import { AppError } from '../../lib/errors.ts';
import { keepUpload } from '../../lib/http/upload.ts';
import { newId } from '../../lib/ids.ts';
import { type Ctx, isStaff } from '../../lib/module/context.ts';
import type { Exchange, Upload } from '../../lib/module/module.ts';
import { runMutation, type Services } from '../../lib/module/unit-of-work.ts';
import { fingerprintHeaders, sniffTable, type TableSample } from '../../lib/tables/reading/table.ts';
import { describeTable } from './look.ts';
import type { ImportRow } from './progress.ts';
import { type Arrival, dropArrival, keepArrival, writeArrival } from './storage.ts';

const tooLarge = () =>
  new AppError(
    'lib.too-large',
    'Файл больше 25 МБ. Разделите его на части или загрузите на сервере командой npm run import.',
  );

/** A name to show: without folders and what cannot be shown. */
function tidyName(name: string): string {
  const base = name.split(/[/\\]/).at(-1) ?? '';
  const shown = base
    .toWellFormed()
    .replaceAll(/\p{Cc}/gu, '')
    .trim();
  return shown.slice(0, 200) || 'Без названия';
}

/** Keeps an arrived file as an import that waits to be started. Throws `imports.bad-file`; nothing is kept then. */
export async function keepImport(
  services: Services,
  ctx: Ctx,
  arrival: Arrival,
  givenName: string,
): Promise<{ row: ImportRow; sample: TableSample }> {
  const filename = tidyName(givenName);
  try {
    const sample = await sniffTable(arrival.path, { filename });
    const { preview: _, ...shape } = sample;
    const caller = { actor: ctx.actor, requestId: ctx.requestId, ip: ctx.ip, log: ctx.log };
    const row = await runMutation(services, caller, async (inner) => {
      const id = newId();
      // On disk before the row commits: a row never points at nothing.
      await keepArrival(inner.config, arrival, id);
      const { bytes, sha256 } = arrival;
      inner.audit({
        action: 'imports.upload',
        object: 'import',
        objectId: id,
        data: { bytes, sha256, format: shape.format },
      });
      return inner.db
        .insertInto('imports.import')
        .values({
          id,
          filename,
          bytes,
          sha256,
          state: 'uploaded',
          created_at: inner.now,
          shape: JSON.stringify(shape),
          fingerprint: fingerprintHeaders(shape.headers),
          created_by: isStaff(inner.actor) ? inner.actor.id : null,
          created_by_name: isStaff(inner.actor) ? inner.actor.name : 'Командная строка',
        })
        .returningAll()
        .executeTakeFirstOrThrow();
    });
    return { row, sample };
  } finally {
    await dropArrival(arrival);
  }
}

/** Writes an upload to the disk; whoever takes it drops it. */
export const takeUpload = (ctx: Ctx, file: Upload, declared: number): Promise<Arrival> =>
  keepUpload(file, declared, {
    write: (chunks, limit) => writeArrival(ctx.config, chunks, limit),
    drop: dropArrival,
    tooLarge,
  });

/** Takes one table, finds out what it is and keeps it until somebody says what to do with it. */
export async function uploadImport(
  ctx: Ctx,
  _input: HandlerInput<typeof uploadImportRoute>,
  { upload: file, headers, services }: Exchange,
): Promise<ImportTable> {
  if (!file) throw new AppError('lib.bad-input', 'Файл не приложен.');
  const arrival = await takeUpload(ctx, file, Number(headers['content-length'] ?? 0));
  const { row, sample } = await keepImport(services, ctx, arrival, file.filename);
  return describeTable(ctx, row, sample);
}
