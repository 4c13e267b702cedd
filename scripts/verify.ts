import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { findProofFault, proofSchema, verifyChain, verifyDays } from '../server/base/audit/index.ts';
import { recordFile } from '../server/base/signatures/record.ts';
import { verifyDocuments, verifyRecordFile } from '../server/base/signatures/verify.ts';
import { type Database, openDatabase, openPool } from '../server/lib/database/db.ts';
import { countRecord, type Outside } from './support/count-record.ts';
import { defaultData, openInstallation, requireInstallation } from './support/installation.mjs';
import { fromHere } from './support/places.mjs';
import { WrongCommand } from './support/run-main.ts';

const help = `Проверяет журнал, содержание записей и подписанные документы и называет, что нарушено.

  npm run verify -- all [--data ПАПКА] [--days ПАПКА] [--key КЛЮЧ] [--root КОРЕНЬ]
      вся запись: журнал, корни дней против подписанных листов вне базы, содержание протоколов, голосов, явки, состава,
      поручений, отчётов, ответов, писем и файлов; каждое расхождение — таблица, строка, что это было
      --days   где листы дней (обычно day-roots в папке данных); годится копия или приложенное к письмам
      --key    отпечаток ключа подписи, 64 знака, из письма; без него — ключ папки данных
             или OTKLIK_RECORD_KEY, и прежние из OTKLIK_RECORD_KEYS_OLD
      --root   корень из протокола, отчёта или письма, можно несколько раз; неизвестный журналу — нарушение

  npm run verify -- journal [--data ПАПКА] [--root КОРЕНЬ]
      цепочка журнала, корни дней, подписанные документы и их подписи: в базе папки данных (обычно .local/data)
      или в своей, DATABASE_URL=postgres://…

  npm run verify -- proof ДОКАЗАТЕЛЬСТВО.json [--root КОРЕНЬ]
      запись была в журнале своего дня; базы и сети не нужно

  npm run verify -- document ФАЙЛ --record ПОДПИСИ.json [--root КОРЕНЬ]
      файл — тот, что подписан, подписи целы, журнал их знает; базы и сети не нужно

КОРЕНЬ — корень журнала на день записи, как он напечатан в протоколе или отчёте: 64 знака.
Код выхода: 0 — цело, 1 — нарушено, 2 — проверить не удалось.
`;

/** Prints what does not hold. Returns the exit code. */
function tell(faults: readonly string[], whole: string): number {
  for (const fault of faults) console.error(`Нарушено: ${fault}`);
  if (faults.length === 0) console.log(whole);
  return faults.length === 0 ? 0 : 1;
}

/** Does `work` on the database of the installation, over one connection. */
async function withDatabase<T>(data: string, work: (db: Database) => Promise<T>): Promise<T> {
  requireInstallation(data);
  const installation = await openInstallation(data);
  const pool = openPool(installation.url, 1);
  try {
    return await work(openDatabase(pool));
  } finally {
    await pool.end();
    await installation.close();
  }
}

const unknownRoot = (root: string): string => `корень ${root}: журнал такого дня не знает`;

const verifyJournal = (data: string, roots: readonly string[]): Promise<number> =>
  withDatabase(data, async (db) => {
    const { checked, fault } = await verifyChain(db);
    const days = await verifyDays(db);
    const documents = await verifyDocuments(db);
    const faults = [
      ...(fault ? [`журнал, запись № ${fault.seq} — ${fault.reason}. До неё цело записей: ${checked}`] : []),
      ...(days.fault ? [`журнал, день ${days.fault.day} — ${days.fault.reason}`] : []),
      ...roots.filter((root) => !days.roots.includes(root)).map(unknownRoot),
      ...documents.faults,
    ];
    return tell(
      faults,
      `Журнал цел. Проверено записей: ${checked}, дней: ${days.checked}, подписанных документов: ${documents.checked}`,
    );
  });

const verifyAll = (outside: Outside): Promise<number> =>
  withDatabase(outside.data, async (db) => {
    const { record, files, documents, trusted, faults } = await countRecord(db, outside);
    console.log(
      `Проверено: записей журнала ${record.records}, дней ${record.days} (подписано вне базы ${record.signed}), ` +
        `строк содержания ${record.lines}, файлов ${files}, подписанных документов ${documents}`,
    );
    if (record.since)
      console.log(`Содержание под охраной с ${record.since}: что было изменено раньше, сказать нельзя`);
    else console.log('Подписанных дней вне базы нет: база проверена только сама против себя');
    if (record.open.records > 0)
      console.log(
        `Ещё не закреплено: записей ${record.open.records}, строк содержания ${record.open.lines} — день не кончился или не подписан`,
      );
    if (record.erased > 0) console.log(`Стёрто по закону, с записью в журнале: ${record.erased}`);
    for (const name of trusted) console.log(`Ключ подписи: ${name}`);
    if (trusted.length === 0 && record.signed > 0)
      console.log('Ключ подписи не назван: сверьте листы с --key');
    return tell(faults, 'Всё сходится.');
  });

const readJson = (path: string): unknown => JSON.parse(readFileSync(fromHere(path), 'utf8'));

function verifyProof(path: string, root: string | undefined): number {
  const proof = proofSchema.parse(readJson(path));
  const fault = findProofFault(proof, root);
  const { seq } = proof.record;
  const rest = root ? '' : ` Сверьте корень с напечатанным: ${proof.root}`;
  return tell(
    fault ? [fault] : [],
    `Запись № ${seq} была в журнале за ${proof.day.day}.${rest}\n${proof.record.payload}`,
  );
}

function verifyDocument(path: string, record: string, root: string | undefined): number {
  const { faults, open } = verifyRecordFile(
    readFileSync(fromHere(path)),
    recordFile.parse(readJson(record)),
    root,
  );
  for (const line of open) console.log(`Не проверено: ${line}`);
  return tell(faults, 'Файл — тот, что подписан. Подписи целы.');
}

/** What was copied from a paper, spaces and capitals included. Throws where it is no hash: it would hold against nothing. */
function readHashes(given: readonly string[] | undefined, option: string): string[] {
  const hashes = (given ?? []).map((text) => text.replaceAll(/\s/g, '').toLowerCase());
  const wrong = hashes.find((hash) => !/^[0-9a-f]{64}$/.test(hash));
  if (wrong !== undefined) throw new WrongCommand(`${option}: «${wrong}» — нужно 64 знака 0–9, a–f`);
  return hashes;
}

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      help: { type: 'boolean' },
      root: { type: 'string', multiple: true },
      record: { type: 'string' },
      data: { type: 'string' },
      days: { type: 'string' },
      key: { type: 'string', multiple: true },
    },
  });
  const [what, path] = positionals;
  if (values.help) {
    console.log(help);
    return 0;
  }
  const roots = readHashes(values.root, '--root');
  const data = values.data ? fromHere(values.data) : defaultData();
  if (what === 'all') {
    const days = values.days === undefined ? undefined : fromHere(values.days);
    return verifyAll({ data, days, keys: readHashes(values.key, '--key'), roots });
  }
  if (what === 'journal') return verifyJournal(data, roots);
  const [root, ...more] = roots;
  if (more.length > 0) throw new WrongCommand('--root: здесь нужен один корень');
  if (what === 'proof' && path) return verifyProof(path, root);
  if (what === 'document' && path && values.record) return verifyDocument(path, values.record, root);
  throw new WrongCommand(help);
}

try {
  process.exitCode = await main();
} catch (error) {
  const { message } = error as Error;
  console.error(error instanceof WrongCommand ? message : `Проверить не удалось: ${message}`);
  process.exitCode = 2;
}
