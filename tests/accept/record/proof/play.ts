import { copyFileSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from 'kysely';
import { countRecord } from '../../../../scripts/support/count-record.ts';
import type { DaySheet } from '../../../../server/base/audit/day-sheet.ts';
import { type Guard, listGuards } from '../../../../server/base/audit/lines.ts';
import { linesOf } from '../../../../server/base/audit/publish.ts';
import type { Random } from '../../../../server/demo/world/random.ts';
import type { Database, Db } from '../../../../server/lib/database/db.ts';
import type { TestServer } from '../../../support/site/server.ts';
import { forgeKeeping, forgeRecord, rehashChain, removeRecords, rewriteRoots } from './forge-journal.ts';
import { type Columns, type Forged, forgeLine, readColumns } from './forge-lines.ts';

/** What may be forged in a city whose days are over. */
export interface City {
  owner: Database;
  data: string;
  sheets: readonly DaySheet[];
  /** Committed lines of each kind. */
  lines: ReadonlyMap<string, readonly string[]>;
  columns: ReadonlyMap<string, Columns>;
  /** Records of the journal that commit nothing. */
  records: readonly number[];
  /** Hash of a commitment → the record that tells it. */
  told: ReadonlyMap<string, number>;
  documents: readonly string[];
  files: readonly { id: string; sha256: string }[];
}

/** Takes away what would stop even the owner: triggers, checks, references. They are theirs to take. */
async function disarm(owner: Database): Promise<void> {
  await sql`${sql.raw(`
    DO $$ DECLARE one record; BEGIN
      FOR one IN SELECT conrelid::regclass AS place, conname FROM pg_constraint JOIN pg_class ON pg_class.oid = conrelid
        JOIN pg_namespace ON pg_namespace.oid = relnamespace
        WHERE contype = 'f' AND conparentid = 0 AND nspname NOT IN ('graphile_worker', 'pg_catalog') LOOP
        EXECUTE format('ALTER TABLE %s DROP CONSTRAINT %I', one.place, one.conname);
      END LOOP;
      FOR one IN SELECT conrelid::regclass AS place, conname FROM pg_constraint
        WHERE contype IN ('c', 'u') AND conrelid IN (SELECT relation::regclass FROM audit.guard
          UNION SELECT unnest(ARRAY['audit.record', 'audit.day_root', 'audit.commitment']::regclass[])) LOOP
        EXECUTE format('ALTER TABLE %s DROP CONSTRAINT %I CASCADE', one.place, one.conname);
      END LOOP;
      FOR one IN SELECT indexrelid::regclass AS place FROM pg_index WHERE indisunique AND NOT indisprimary
        AND indrelid IN (SELECT relation::regclass FROM audit.guard) LOOP
        EXECUTE format('DROP INDEX %s', one.place);
      END LOOP;
      FOR one IN SELECT DISTINCT tgrelid::regclass AS place FROM pg_trigger WHERE NOT tgisinternal
        AND tgrelid::regclass::text NOT LIKE 'graphile_worker.%' LOOP
        EXECUTE format('ALTER TABLE %s DISABLE TRIGGER USER', one.place);
      END LOOP;
      ALTER TABLE assignments.event ALTER COLUMN id DROP IDENTITY;
    END $$`)}`.execute(owner);
}

async function readTold(owner: Database) {
  const told = new Map<string, number>();
  const rows = await owner
    .selectFrom('audit.record')
    .select(['seq', 'action', 'payload'])
    .orderBy('seq')
    .execute();
  for (const row of rows) for (const [, , hash] of linesOf(row) ?? []) if (hash) told.set(hash, row.seq);
  return { told, records: rows.filter(({ action }) => action !== 'audit.commit').map(({ seq }) => seq) };
}

export async function openCity(
  owner: Database,
  server: TestServer,
  sheets: readonly DaySheet[],
): Promise<City> {
  await disarm(owner);
  const rows = await owner
    .selectFrom('audit.commitment')
    .select(['kind', 'id'])
    .orderBy('kind')
    .orderBy('id')
    .execute();
  const lines = new Map<string, string[]>();
  for (const { kind, id } of rows) lines.set(kind, [...(lines.get(kind) ?? []), id]);
  const columns = new Map<string, Columns>();
  for (const { relation } of listGuards()) columns.set(relation, await readColumns(owner, relation));
  const documents = await owner.selectFrom('signatures.document').select('id').orderBy('id').execute();
  const files = await owner
    .selectFrom('files.file')
    .select(['id', 'sha256'])
    .where('claimed', '=', true)
    .orderBy('id')
    .execute();
  return {
    owner,
    data: server.app.services.config.dataDir,
    sheets,
    lines,
    columns,
    ...(await readTold(owner)),
    documents: documents.map(({ id }) => id),
    files,
  };
}

/** A batch under way. */
interface Batch {
  db: Db;
  city: City;
  dice: Random;
  /** What was forged already: each thing once. */
  used: Set<string>;
  /** The first record of the journal that is another now. */
  from: number;
  undo: (() => void)[];
}

function takeOf<T>(
  { dice, used }: Batch,
  name: string,
  list: readonly T[],
  keyOf: (one: T) => string,
): T | null {
  for (let tries = 0; tries < 20 && list.length > 0; tries += 1) {
    const one = dice.pick(list);
    const key = `${name} ${keyOf(one)}`;
    if (used.has(key)) continue;
    used.add(key);
    return one;
  }
  return null;
}

/** The forger's journal tells the new hash of a line in place of the former. */
const coverIn = (batch: Batch) => async (former: string, fresh: string | null) => {
  const seq = batch.city.told.get(former);
  if (seq === undefined) throw new Error(`Nobody told ${former}`);
  const [old, now] = [`"${former}"`, fresh === null ? 'null' : `"${fresh}"`];
  await sql`UPDATE audit.record SET payload = replace(payload, ${old}, ${now}) WHERE seq = ${seq}`.execute(
    batch.db,
  );
  batch.from = Math.min(batch.from, seq);
};

async function forgeOfKind(batch: Batch, guard: Guard): Promise<Forged | null> {
  const { city, db, dice } = batch;
  const id = takeOf(batch, guard.kind, city.lines.get(guard.kind) ?? [], String);
  if (id === null) return null;
  return forgeLine({ db, guard, columns: city.columns.get(guard.relation)!, id, dice }, coverIn(batch));
}

async function forgeDocument(batch: Batch): Promise<Forged | null> {
  const id = takeOf(batch, 'document bytes', batch.city.documents, String);
  if (id === null) return null;
  await sql`UPDATE signatures.document SET bytes = set_byte(bytes, 100, 255 - get_byte(bytes, 100)) WHERE id = ${id}`.execute(
    batch.db,
  );
  return { what: 'байт подписанного документа', names: [`signatures.document, строка ${id} — `] };
}

/** A byte of a stored file, its end, or the whole of it. */
function forgeFile(batch: Batch): Forged | null {
  const { city, dice, undo } = batch;
  const file = takeOf(batch, 'file', city.files, ({ sha256 }) => sha256);
  if (file === null) return null;
  const path = join(city.data, 'files', file.sha256.slice(0, 2), `${file.sha256}.original`);
  if (!existsSync(path)) return null;
  const kept = `${path}.kept`;
  copyFileSync(path, kept);
  undo.push(() => {
    copyFileSync(kept, path);
    rmSync(kept);
  });
  const bytes = readFileSync(path);
  const chance = dice.next();
  if (chance < 0.3) rmSync(path);
  else if (chance < 0.5) writeFileSync(path, bytes.subarray(0, bytes.length - 1));
  else {
    const place = Math.floor(dice.next() * bytes.length);
    bytes[place] = 255 - bytes[place]!;
    writeFileSync(path, bytes);
  }
  return { what: 'файл на диске', names: [`files.file, строка ${file.id} — `] };
}

async function forgeOne(batch: Batch): Promise<Forged | null> {
  const { city, db, dice } = batch;
  const chance = dice.next();
  if (chance < 0.7) return forgeOfKind(batch, dice.pick(listGuards()));
  if (chance < 0.8) {
    const seq = takeOf(batch, 'record', city.records, String);
    if (seq === null) return null;
    batch.from = Math.min(batch.from, seq);
    return forgeRecord(db, seq, dice);
  }
  if (chance < 0.85) return forgeDocument(batch);
  if (chance < 0.9) return forgeFile(batch);
  const what = dice.pick(['day', 'salt', 'salt', 'rule'] as const);
  if (what === 'rule') {
    const rule = takeOf(batch, 'rule', listGuards(), ({ kind }) => kind);
    return rule && forgeKeeping(db, 'rule', { day: '', kind: rule.kind, line: '', relation: '' }, dice);
  }
  if (what === 'day') {
    const sheet = takeOf(batch, 'day', city.sheets, ({ day }) => day);
    return sheet && forgeKeeping(db, 'day', { day: sheet.day, kind: '', line: '', relation: '' }, dice);
  }
  const guard = dice.pick(listGuards());
  const line = takeOf(batch, guard.kind, city.lines.get(guard.kind) ?? [], String);
  if (line === null) return null;
  return forgeKeeping(db, 'salt', { day: '', kind: guard.kind, line, relation: guard.relation }, dice);
}

const UNTOUCHED = Number.MAX_SAFE_INTEGER;

/** The name of a record after others before it are gone. */
const renumber = (name: string, seqs: readonly number[]): string =>
  name.replace(/^audit\.record, строка (\d+)/u, (_, seq: string) => {
    const before = seqs.filter((one) => one < Number(seq)).length;
    return `audit.record, строка ${Number(seq) - before}`;
  });

/** Chain and roots as the forged records lead to them; in one batch of eight some records are taken out whole. */
async function agree(batch: Batch, forged: Forged[]): Promise<void> {
  const { city, db, dice } = batch;
  let days = city.sheets;
  if (forged.length > 1 && dice.next() < 0.12) {
    const seqs = [1, 2, 3].flatMap(() => takeOf(batch, 'record', city.records, String) ?? []);
    const removed = await removeRecords(db, days, seqs);
    // What else was forged of the journal is found under the number it has now.
    for (const one of forged) one.names = one.names.flatMap((name) => [name, renumber(name, seqs)]);
    forged.splice(-seqs.length, seqs.length, ...removed.forged);
    days = removed.days;
    batch.from = Math.min(batch.from, ...seqs);
  }
  if (batch.from === UNTOUCHED) return;
  await rehashChain(db, batch.from);
  await rewriteRoots(db, days);
}

const taken = Symbol('taken back');

/** Forges `size` things in a transaction, counts the record, takes everything back. */
export async function playBatch(
  city: City,
  size: number,
  dice: Random,
): Promise<{ forged: Forged[]; missed: string[] }> {
  const result = { forged: [] as Forged[], missed: [] as string[] };
  const undo: (() => void)[] = [];
  try {
    await city.owner.transaction().execute(async (db) => {
      await sql`SET LOCAL statement_timeout = 0`.execute(db);
      const batch: Batch = { db, city, dice, used: new Set(), from: UNTOUCHED, undo };
      while (result.forged.length < size) {
        const one = await forgeOne(batch);
        if (one) result.forged.push(one);
      }
      await agree(batch, result.forged);
      const { faults } = await countRecord(db, { data: city.data });
      result.missed = result.forged
        .filter(({ names }) => !faults.some((fault) => names.some((name) => fault.startsWith(name))))
        .map(({ what, names }) => `${what}: не названа ${names.join(' или ')}`);
      throw taken;
    });
  } catch (error) {
    if (error !== taken) throw error;
  } finally {
    for (const back of undo) back();
  }
  await sql`VACUUM audit.record, audit.commitment`.execute(city.owner);
  return result;
}
