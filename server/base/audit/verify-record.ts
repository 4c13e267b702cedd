import { sql } from 'kysely';
import type { Db } from '../../lib/database/db.ts';
import { type Believed, findCommitment } from './commitments.ts';
import type { Sheets } from './day-sheet.ts';
import { findGuard, type Guard, hashLine, type Line, listGuards, readLines } from './lines.ts';
import { type Walked, walkJournal } from './walk.ts';

/** What a check of the whole record found. */
export interface Verdict {
  /** Each names table, row and what it was. */
  faults: string[];
  records: number;
  days: number;
  /** Days signed outside the database. */
  signed: number;
  lines: number;
  /** Lines and records of days that are not signed yet: «ещё не закреплено». */
  open: { lines: number; records: number };
  /** Lines whose content was erased by law: the only gap there may be. */
  erased: number;
  /** The day since which the content is proved: the first signed one. */
  since: string | null;
}

const ruleOf = (kind: string): Guard | undefined => listGuards().find((guard) => guard.kind === kind);

const nameLine = (guard: Pick<Guard, 'relation' | 'title'>, id: string): string =>
  `${guard.relation}, строка ${id} — ${guard.title}`;

const when = ({ day }: Believed): string => (day ? `закреплено ${day}` : 'закреплено в журнале');

/** What is wrong with a line that is there; null = nothing. `isPart`: what it belongs to is final. */
export function judgeLine(
  guard: Pick<Guard, 'kind' | 'relation' | 'title'>,
  line: Line,
  { believed, isPart }: { believed: Believed | undefined; isPart: boolean },
): string | null {
  const name = nameLine(guard, line.id);
  if (!believed) return line.isDue || isPart ? `${name}: добавлена мимо журнала` : null;
  if (believed.hash === null) return line.isDue ? `${name}: в журнале её больше нет, а в базе есть` : null;
  if (!line.isDue) return `${name}: в базе она больше не окончательная, а ${when(believed)}`;
  if (!line.salt) return `${name}: соли нет, содержание не с чем сверить (${when(believed)})`;
  return hashLine(line.salt, guard.kind, line) === believed.hash
    ? null
    : `${name}: содержание не то, что ${when(believed)}`;
}

async function verifyLines(db: Db, guard: Guard, { known }: Walked, verdict: Verdict): Promise<void> {
  const ofKind = known.get(guard.kind) ?? new Map<string, Believed>();
  const seen = new Set<string>();
  for await (const line of readLines(db, guard)) {
    const believed = ofKind.get(line.id);
    const whole = guard.within && line.within && findCommitment(known, guard.within.kind, line.within);
    const fault = judgeLine(guard, line, { believed, isPart: Boolean(whole && whole.hash !== null) });
    if (fault) verdict.faults.push(fault);
    if (!believed?.hash) continue;
    seen.add(line.id);
    verdict.lines += 1;
    if (believed.day === null) verdict.open.lines += 1;
  }
  for (const [id, believed] of ofKind) {
    if (believed.ground !== null) verdict.erased += 1;
    if (believed.hash !== null && !seen.has(id))
      verdict.faults.push(`${nameLine(guard, id)}: строки нет, а ${when(believed)}`);
  }
}

/** The table of salts: a line of it that the journal does not know, one that says another hash. */
async function verifySalts(db: Db, { known }: Walked): Promise<string[]> {
  const faults: string[] = [];
  const seen = new Map<string, Set<string>>();
  await sql`DECLARE salts NO SCROLL CURSOR FOR SELECT kind, id, hash FROM audit.commitment`.execute(db);
  for (;;) {
    const { rows } = await sql<{
      kind: string;
      id: string;
      hash: string;
    }>`FETCH FORWARD 5000 FROM salts`.execute(db);
    if (rows.length === 0) break;
    for (const { kind, id, hash } of rows) {
      const name = `audit.commitment, строка ${kind} ${id} — соль`;
      const believed = findCommitment(known, kind, id);
      if (!believed?.hash) faults.push(`${name}: журнал такой не знает`);
      else if (believed.hash !== hash) faults.push(`${name}: отпечаток не тот, что ${when(believed)}`);
      seen.set(kind, (seen.get(kind) ?? new Set()).add(id));
    }
  }
  await sql`CLOSE salts`.execute(db);
  for (const [kind, ofKind] of known)
    for (const [id, believed] of ofKind)
      if (believed.hash !== null && !seen.get(kind)?.has(id))
        faults.push(`audit.commitment, строка ${kind} ${id} — соль: строки нет, а ${when(believed)}`);
  return faults;
}

/** Rules of the database against those of the program. */
async function verifyGuards(db: Db): Promise<string[]> {
  const rows = await db.selectFrom('audit.guard').selectAll().execute();
  const text = (rule: { relation: string; keys: string[]; columns: string[]; due: string }, final: boolean) =>
    JSON.stringify([rule.relation, rule.keys, rule.columns, rule.due, final]);
  const faults = listGuards().flatMap((guard) => {
    const row = rows.find(({ kind }) => kind === guard.kind);
    const name = `audit.guard, строка ${guard.kind} — правило, что закрепляется`;
    if (!row) return [`${name}: строки нет`];
    return text(row, row.is_final) === text(guard, guard.isFinal) ? [] : [`${name}: изменено`];
  });
  const strangers = rows.filter(({ kind }) => listGuards().every((guard) => guard.kind !== kind));
  return [
    ...faults,
    ...strangers.map(({ kind }) => `audit.guard, строка ${kind} — правило, что закрепляется: лишнее`),
  ];
}

/**
 * Counts the whole record anew against the days signed outside the database: journal, days, content of every final line.
 * @param roots roots printed on papers, in hex: each must be that of a day.
 */
export async function verifyRecord(
  db: Db,
  { sheets, roots }: { sheets: Sheets; roots: readonly string[] },
): Promise<Verdict> {
  // One view of the database for the whole of the check: the city goes on working meanwhile.
  const view = db.isTransaction ? null : db.transaction().setIsolationLevel('repeatable read');
  const count = (tx: Db) => countRecord(tx, { sheets, roots });
  return view ? view.execute(count) : count(db);
}

async function countRecord(
  tx: Db,
  { sheets, roots }: { sheets: Sheets; roots: readonly string[] },
): Promise<Verdict> {
  await sql`SET LOCAL statement_timeout = 0`.execute(tx);
  await sql`SET LOCAL TIME ZONE 'UTC'`.execute(tx);
  const walked = await walkJournal(tx, { sheets: sheets.days, ruleOf });
  const verdict: Verdict = {
    faults: [
      ...sheets.faults,
      ...roots
        .filter((root) => !walked.roots.has(root))
        .map((root) => `корень ${root}: журнал такого дня не знает`),
      ...walked.faults,
      ...(await verifyGuards(tx)),
      ...walked.rewritten.map(
        ({ kind, id }) => `${nameLine(findGuard(kind), id)}: закреплено заново, а меняться не может`,
      ),
    ],
    records: walked.records,
    days: walked.days,
    signed: sheets.days.length,
    lines: 0,
    open: { lines: 0, records: walked.open },
    erased: 0,
    since: sheets.days[0]?.signedAt.slice(0, 10) ?? null,
  };
  for (const guard of listGuards()) await verifyLines(tx, guard, walked, verdict);
  verdict.faults.push(...(await verifySalts(tx, walked)));
  return verdict;
}
