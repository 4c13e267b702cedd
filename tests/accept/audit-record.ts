import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { AcceptOutcome } from './line.ts';
import { root } from './run-program.ts';

const record = 'docs/audit-2026-11.md';

export const numbered = (letter: string, numbers: readonly (number | string)[]): string[] =>
  numbers.map((number) => `${letter}${number}`);

interface Row {
  number: string;
  verdict: string;
  proof: string;
}

/** Rows `| number | what was seen | verdict | proof |` of the record. */
function readRows(expected: readonly string[]): Row[] {
  const rows: Row[] = [];
  for (const text of readFileSync(join(root, record), 'utf8').split('\n')) {
    const cells = text.split('|').map((cell) => cell.trim());
    const [, number, , verdict, proof] = cells;
    if (number && verdict && proof && expected.includes(number)) rows.push({ number, verdict, proof });
  }
  return rows;
}

/** Tests are named as `path` › «title»; both have to be there. Returns what is not. */
function findMissing({ number, verdict, proof }: Row): string[] {
  if (verdict.startsWith('отказ')) return proof.length > 20 ? [] : [`${number}: отказ без причины`];
  if (!verdict.startsWith('исправлено')) return [`${number}: ${verdict} — ${proof}`];
  const named = [...proof.matchAll(/`([^`]+\.(?:ts|tsx|mjs))`(?: › «([^»]+)»)?/gu)];
  if (named.length === 0) return [`${number}: тест не назван`];
  return named.flatMap(([, path, title]) => {
    if (!existsSync(join(root, path!))) return [`${number}: нет файла ${path}`];
    if (!title) return [`${number}: у ${path} не назван тест`];
    const isThere = readFileSync(join(root, path!), 'utf8').includes(title);
    return isThere ? [] : [`${number}: в ${path} нет теста «${title}»`];
  });
}

/** Every number has its row, every row its tests or the reason of its refusal. Whether the tests pass is told by `npm test`. */
export function readRecord(expected: readonly string[]): AcceptOutcome {
  const rows = readRows(expected);
  const without = expected.filter((number) => !rows.some((row) => row.number === number));
  const missing = rows.flatMap(findMissing);
  const count = (verdict: string): number => rows.filter((row) => row.verdict.startsWith(verdict)).length;
  return {
    isHeld: without.length === 0 && missing.length === 0,
    figures: [
      `${record}: номеров ${expected.length}, исправлено ${count('исправлено')}, отклонено ${count('отказ')}`,
      ...without.map((number) => `${number}: нет строки`),
      ...missing,
    ],
  };
}
