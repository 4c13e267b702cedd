import { expect, it } from 'vitest';
import type { BulkRun } from '../../../../shared/contract/messages/cases-bulk.ts';
import { describeRun, shareOf } from './bulk-words.ts';

const run = (more: Partial<BulkRun>): BulkRun => ({
  id: '1',
  action: { kind: 'importance', importance: 'high' },
  state: 'checking',
  total: 1284,
  passed: 0,
  ready: 0,
  done: 0,
  refused: 0,
  undone: 0,
  kept: 0,
  isCancelling: false,
  createdAt: '',
  finishedAt: null,
  undoUntil: null,
  refusals: [],
  can: [],
  ...more,
});

it.each<[Partial<BulkRun>, string, number]>([
  [{ passed: 642 }, 'Изменить важность: проверено 642 из 1 284', 0.5],
  [{ state: 'running', done: 300, ready: 900 }, 'Изменить важность: сделано 300 из 1 200', 0.25],
  [{ state: 'done', done: 1281, refused: 3 }, 'Важность изменена: 1 281 дело, без изменений 3', 0],
  [{ state: 'undone', undone: 2, kept: 1 }, 'Возвращено: 2 дела, 1 дело уже изменили другие', 1],
])('%o', (more, words, share) => {
  expect(describeRun(run(more)).replaceAll(/[\u00a0\u202f]/gu, ' ')).toBe(words);
  expect(shareOf(run(more))).toBe(share);
});
