import { createReadStream } from 'node:fs';
import { basename } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type {
  ImportField,
  ImportProgress,
  ImportSettings,
  ImportTable,
} from '../../../shared/contract/messages/imports.ts';
import type { Ctx } from '../../lib/module/context.ts';
import { createContext, type Services } from '../../lib/module/unit-of-work.ts';
import { sniffTable, type TableSample } from '../../lib/tables/reading/table.ts';
import { findExternalCases } from '../cases/index.ts';
import type { CheckedRow } from './check.ts';
import { queueImport } from './commands.ts';
import { countAddresses } from './look.ts';
import { presentImport, RUNNING, readImport } from './progress.ts';
import { proposeSettings } from './remember.ts';
import { runImport } from './run.ts';
import { checkFile } from './stage.ts';
import { writeArrival } from './storage.ts';
import { checkMapping, listFields } from './targets.ts';
import { inStep, type OnProgress, type RunProgress } from './task.ts';
import { keepImport } from './upload.ts';

/** A file on this machine, with how it will be loaded. */
export interface LocalFile {
  path: string;
  filename: string;
  sample: TableSample;
  settings: Required<ImportSettings>;
  /** What each field is called. */
  fields: ImportField[];
  isRemembered: boolean;
  addresses: ImportTable['addresses'];
}

/** A row that was not taken, for the report. */
export interface Complaint {
  row: number;
  reason: string;
}

const caller = { actor: { kind: 'system', name: 'import' } as const, requestId: 'import', ip: '' };
const look = (services: Services): Ctx => createContext(services, services.database, caller).ctx;

/**
 * Looks at a file; what `wanted` leaves out is as the last time for such columns, or guessed.
 * Throws `imports.bad-file`, `imports.bad-mapping`.
 */
export async function openLocalFile(
  services: Services,
  path: string,
  wanted: Partial<ImportSettings>,
): Promise<LocalFile> {
  const filename = basename(path);
  const sample = await sniffTable(path, { filename });
  const shape = JSON.parse(JSON.stringify(sample));
  const { isRemembered, ...proposed } = await proposeSettings(services.database, { shape, filename });
  const mapping = checkMapping(wanted.mapping ?? proposed.mapping, sample.headers);
  const settings = { isStrict: false, ...proposed, ...wanted, mapping };
  const addresses = await countAddresses(path, { filename, shape: sample }, mapping);
  return { path, filename, sample, settings, fields: listFields(), isRemembered, addresses };
}

/** Rows looked up at once among those that are here already. */
const BATCH = 500;

async function countKnown(services: Services, rows: CheckedRow[]): Promise<number> {
  const origins = rows.map((row) => ({ source: row.externalSource!, id: row.externalId! }));
  const find = await findExternalCases(services.database, origins);
  return origins.filter(find).length;
}

/** What a load would do: every row is checked, nothing is written. `complaints` holds the first `limit` refused rows. */
export async function tryFile(
  services: Services,
  { path, filename, sample, settings }: LocalFile,
  limit: number,
  onProgress: OnProgress,
): Promise<RunProgress & { complaints: Complaint[] }> {
  const { isStrict, ...run } = settings;
  const task = { id: '', filename, shape: sample, settings: run, isStrict, starter: caller.actor };
  const told: RunProgress = { state: 'reading', rowsRead: 0, accepted: 0, refused: 0, repeated: 0 };
  const complaints: Complaint[] = [];
  let waiting: CheckedRow[] = [];
  const settle = async () => {
    const known = await countKnown(services, waiting);
    told.repeated += known;
    told.accepted += waiting.length - known;
    waiting = [];
    onProgress(told);
  };
  for await (const row of checkFile(services, task, path)) {
    told.rowsRead += 1;
    if (row.state === 'waiting') waiting.push(row);
    else told[row.state] += 1;
    if (row.state === 'refused' && complaints.length < limit)
      complaints.push({ row: row.row, reason: row.reason ?? '' });
    if (waiting.length === BATCH) await settle();
  }
  await settle();
  return { ...told, complaints };
}

/** Loads the file to its end in this process; it is kept and shown among the others on the screen. */
export async function loadFile(
  services: Services,
  file: LocalFile,
  onBegin: (importId: string) => void,
  onProgress: OnProgress,
): Promise<ImportProgress> {
  const ctx = look(services);
  const arrival = await writeArrival(services.config, createReadStream(file.path));
  const { row } = await keepImport(services, ctx, arrival!, file.filename);
  await inStep(services, (step) => queueImport(step, row.id, file.settings));
  onBegin(row.id);
  for (;;) {
    const isOurs = await services.database
      .transaction()
      .execute((holder) => runImport(services, holder, row.id, onProgress));
    const now = await readImport(ctx, row.id);
    if (!RUNNING.includes(now.state)) return presentImport(caller.actor, now);
    // A server that has just started took it up: wait for it.
    if (!isOurs) await wait(500);
  }
}

/** Asks a load to stop after the rows it is at. */
export async function stopLoad(services: Services, importId: string): Promise<void> {
  await services.database
    .updateTable('imports.import')
    .set({ is_cancelling: true })
    .where('id', '=', importId)
    .where('state', 'in', [...RUNNING])
    .execute();
}

/** The first `limit` refused rows of a load. */
export async function listComplaints(
  services: Services,
  importId: string,
  limit: number,
): Promise<Complaint[]> {
  const rows = await services.database
    .selectFrom('imports.line')
    .select(['row_no as row', 'reason'])
    .where('import_id', '=', importId)
    .where('state', '=', 'refused')
    .orderBy('row_no')
    .limit(limit)
    .execute();
  return rows.map(({ row, reason }) => ({ row, reason: reason ?? '' }));
}
