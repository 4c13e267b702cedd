import { promiseKinds, wordOutcomes } from '../../../shared/contract/base/promises.ts';
import type { Ctx } from '../../lib/module/context.ts';
import { defineOpenSet } from '../open-data/index.ts';
import { findBlock } from '../taxonomy/index.ts';
import { readPageSwitch } from './desk/shown.ts';
import { type LedgerLine, readLedger } from './ledger/read-ledger.ts';
import { wordsOfPromises } from './ledger/read-words.ts';
import type { LedgerWords } from './source.ts';

const WORDS_AT_ONCE = 500;

interface Row {
  line: LedgerLine;
  words: LedgerWords;
}

/** The ledger as everybody reads it on its page, and nothing while the page is hidden. */
async function readRows(ctx: Ctx): Promise<Row[]> {
  if (!(await readPageSwitch(ctx)).isShown) return [];
  const lines = await readLedger(ctx);
  const rows: Row[] = [];
  for (let from = 0; from < lines.length; from += WORDS_AT_ONCE) {
    const part = lines.slice(from, from + WORDS_AT_ONCE);
    const wordsOf = await wordsOfPromises(ctx, part);
    for (const line of part) {
      const words = wordsOf(line);
      if (words) rows.push({ line, words });
    }
  }
  return rows;
}

export const openPromiseSet = defineOpenSet<Row>({
  id: 'promises',
  title: 'Обещания города со сроком',
  description:
    'Что город обещал к сроку в ответах жителям, в объявлениях об отключениях, на официальных страницах и в решениях рабочей группы, и что из этого вышло. За недели, которые видны на странице «Обещания города»; пока страница скрыта, набор пуст.',
  keywords: ['обещания', 'сроки', 'исполнение', 'ответы жителям'],
  provenance: 'Обещания города «Отклик»',
  periodicity: 'по мере изменений, сверяется не реже раза в час',
  primaryKey: ['kind', 'id'],
  fields: [
    {
      name: 'kind',
      title:
        'Где обещано: answer — ответ жителю, outage — отключение, page — официальная страница, decision — решение рабочей группы',
      type: 'string',
      words: promiseKinds,
      of: ({ line }) => line.kind,
    },
    { name: 'id', title: 'Код обещания', type: 'string', of: ({ line }) => line.id },
    { name: 'title', title: 'Что обещано', type: 'string', isRequired: true, of: ({ words }) => words.title },
    { name: 'where', title: 'Где это сказано', type: 'string', of: ({ words }) => words.where },
    { name: 'place', title: 'Место', type: 'string', of: ({ words }) => words.place },
    { name: 'body', title: 'Кто обещал', type: 'string', isRequired: true, of: ({ line }) => line.body },
    { name: 'block_id', title: 'Код темы верхнего уровня', type: 'string', of: ({ line }) => line.block },
    {
      name: 'block',
      title: 'Тема верхнего уровня',
      type: 'string',
      of: ({ line }) => findBlock(line.block ?? '')?.title ?? null,
    },
    {
      name: 'made_at',
      title: 'Когда обещано',
      type: 'datetime',
      isRequired: true,
      of: ({ line }) => line.madeAt.toISOString(),
    },
    { name: 'due_on', title: 'Срок', type: 'date', isRequired: true, of: ({ line }) => line.dueOn },
    { name: 'moved_from', title: 'С какого дня перенесено', type: 'date', of: ({ line }) => line.movedFrom },
    {
      name: 'outcome',
      title:
        'Что вышло: broken — нарушено, unproven — сказано, что сделано, без доказательства, kept — сдержано, ahead — срок впереди',
      type: 'string',
      isRequired: true,
      words: wordOutcomes,
      of: ({ line }) => line.outcome,
    },
    {
      name: 'done_at',
      title: 'Когда сделано',
      type: 'datetime',
      of: ({ line }) => line.doneAt?.toISOString() ?? null,
    },
    {
      name: 'path',
      title: 'Страница на сайте или адрес записи',
      type: 'string',
      of: ({ words }) => words.link,
    },
  ],
  rows: readRows,
});
