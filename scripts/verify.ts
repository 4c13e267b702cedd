import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { findProofFault, proofSchema, verifyChain, verifyDays } from '../server/base/audit/index.ts';
import { recordFile } from '../server/base/signatures/record.ts';
import { verifyDocuments, verifyRecordFile } from '../server/base/signatures/verify.ts';
import { openDatabase, openPool } from '../server/lib/database/db.ts';
import { defaultData, openInstallation, requireInstallation } from './support/installation.mjs';

const help = `Проверяет журнал и подписанные документы и называет, что нарушено.

  npm run verify -- journal [--data ПАПКА]
      цепочка журнала, корни дней, подписанные документы и их подписи: в базе папки данных (обычно .local/data)
      или в своей, DATABASE_URL=postgres://…

  npm run verify -- proof ДОКАЗАТЕЛЬСТВО.json [--root КОРЕНЬ]
      запись была в журнале своего дня; базы и сети не нужно

  npm run verify -- document ФАЙЛ --record ПОДПИСИ.json [--root КОРЕНЬ]
      файл — тот, что подписан, подписи целы, журнал их знает; базы и сети не нужно

КОРЕНЬ — корень журнала на день записи, как он напечатан в протоколе или отчёте: 64 знака.
Код выхода: 0 — цело, 1 — нарушено, 2 — проверить не удалось.
`;

/** A wrong command: what is said is the help. */
class WrongCommand extends Error {}

/** A path as it was typed, from the folder where the command was given. */
const fromHere = (path: string): string => resolve(process.env.INIT_CWD ?? process.cwd(), path);

/** Prints what does not hold. Returns the exit code. */
function tell(faults: readonly string[], whole: string): number {
  for (const fault of faults) console.error(`Нарушено: ${fault}`);
  if (faults.length === 0) console.log(whole);
  return faults.length === 0 ? 0 : 1;
}

async function verifyJournal(data: string): Promise<number> {
  requireInstallation(data);
  const installation = await openInstallation(data);
  const pool = openPool(installation.url, 1);
  try {
    const db = openDatabase(pool);
    const { checked, fault } = await verifyChain(db);
    const days = await verifyDays(db);
    const documents = await verifyDocuments(db);
    const faults = [
      ...(fault ? [`журнал, запись № ${fault.seq} — ${fault.reason}. До неё цело записей: ${checked}`] : []),
      ...(days.fault ? [`журнал, день ${days.fault.day} — ${days.fault.reason}`] : []),
      ...documents.faults,
    ];
    return tell(
      faults,
      `Журнал цел. Проверено записей: ${checked}, дней: ${days.checked}, подписанных документов: ${documents.checked}`,
    );
  } finally {
    await pool.end();
    await installation.close();
  }
}

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

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      help: { type: 'boolean' },
      root: { type: 'string' },
      record: { type: 'string' },
      data: { type: 'string' },
    },
  });
  const [what, path] = positionals;
  if (values.help) {
    console.log(help);
    return 0;
  }
  const root = values.root?.toLowerCase();
  if (what === 'journal') return verifyJournal(values.data ? fromHere(values.data) : defaultData());
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
