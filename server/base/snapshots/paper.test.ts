import { unzipSync } from 'fflate';
import { expect, test } from 'vitest';
import type { SnapshotContent, SnapshotTable } from '../../../shared/contract/base/snapshots.ts';
import { territoryTable } from '../../../tests/support/figures/snapshot-table.ts';
import { readConfig } from '../../lib/config.ts';
import { toDocx } from '../../lib/documents/docx.ts';
import { toHtml } from '../../lib/documents/html.ts';
import { toPaper } from './paper.ts';

const table = territoryTable(
  'все открытые',
  [
    ['roads', 'Дороги', 'count'],
    ['share', 'Доля', 'share'],
    ['total', 'Всего', 'count'],
  ],
  [
    ['a', 'Синарский', 'group', [36, 0.5, 36]],
    ['b', 'Центр', 'row', [31, 0.5, 31], 'Синарский'],
    ['c', 'Южный', 'row', [5, 0.5, 5], 'Синарский'],
    ['d', 'Космос', 'row', [4, null, 4]],
    ['e', 'Сёла', 'row', [0, null, 0]],
    ['total', 'Всего', 'total', [40, 0.5, 40]],
  ],
);
const paperOf = (...tables: SnapshotTable[]) => {
  const content = { title: 'Карта', told: [['Период', 'ноябрь']], tables } as unknown as SnapshotContent;
  const snapshot = { content, number: 'С-2026-11-0001', madeAt: '2026-11-27T05:00:00Z' };
  return toPaper(
    { config: readConfig({ DATABASE_URL: 'postgres://localhost/none' }) } as never,
    snapshot as never,
    [['Отпечаток', 'ab12']],
  );
};
const tintsOf = (one: SnapshotTable) => {
  const block = paperOf(one).blocks.find(({ kind }) => kind === 'table');
  return block?.kind === 'table' ? block.tints : undefined;
};

test('numbers of parts are painted by the scale of the table; sums, totals, shares and zeros are not', () => {
  expect(tintsOf(table)).toEqual([
    [null, null, null, null],
    [null, 5, null, null],
    [null, 1, null, null],
    [null, 'small', null, null],
    [null, null, null, null],
    [null, null, null, null],
  ]);
});

/** Four shares, good ones: one too small, one of nothing, one nobody knows. */
const shares: SnapshotTable = {
  ...table,
  title: 'доля решённых',
  columns: [
    { id: 'roads', title: 'Дороги', kind: 'share' },
    { id: 'total', title: 'Всего', kind: 'share' },
  ],
  rows: [
    { id: 'a', title: 'Центр', kind: 'row', cells: [1, 1], samples: [20, 20] },
    { id: 'b', title: 'Южный', kind: 'row', cells: [0.5, 0.5], samples: [20, 20] },
    { id: 'c', title: 'Космос', kind: 'row', cells: [null, null], samples: [4, 4] },
    { id: 'd', title: 'Сёла', kind: 'row', cells: [null, null], samples: [0, 0] },
    { id: 'e', title: 'Без места', kind: 'row', cells: [null, null], samples: [null, null] },
    { id: 'total', title: 'Всего', kind: 'total', cells: [0.7, 0.7], samples: [44, 44] },
  ],
  ratio: { unit: 'share', better: 'up' },
};

test('a ratio is painted by how bad it is; what is too few, of nothing or not known is said in a word', () => {
  expect(tintsOf(shares)).toEqual([
    [null, null, null],
    [null, 5, null],
    [null, 'small', null],
    [null, null, null],
    [null, null, null],
    [null, null, null],
  ]);
  const block = paperOf(shares).blocks.find(({ kind }) => kind === 'table');
  const rows = block?.kind === 'table' ? block.rows.map(([, cell]) => cell?.replaceAll('\u00a0', ' ')) : [];
  expect(rows).toEqual(['100 %', '50 %', 'мало', '—', 'нет данных', '70 %']);
  expect(block).toMatchObject({
    caption: expect.stringMatching(/^доля решённых. Цвет: 90–99.%, .*заштриховано мало данных: меньше 5$/u),
  });
});

test.each<[string, SnapshotTable]>([
  ['that is of no colours', { ...table, smallest: undefined }],
  ['with nothing large enough', { ...table, rows: table.rows.slice(3, 5) }],
])('a table %s has none', (_, one) => expect(tintsOf(one)).toBeUndefined());

test('the picture comes before the facts, and says what its colours mean', () => {
  const { blocks } = paperOf(table);
  expect(blocks.map(({ kind }) => kind)).toEqual(['text', 'table', 'facts']);
  expect(blocks[0]).toMatchObject({ text: 'Период: ноябрь' });
  expect(blocks[1]).toMatchObject({
    caption: 'все открытые. Цвет: 5–6, 7–9, 10–14, 15–21, 22+; заштриховано меньше 5',
  });
});

test('the page and the Word file have the same colours', async () => {
  const page = await toHtml(paperOf(table));
  expect(page).toContain('<td class="n heat-5">31</td>');
  expect(page).toContain('<td class="n heat-small">4</td>');
  expect(page).toContain('td.heat-5{background:#6b1a16;color:#ffffff}');
  const parts = unzipSync(new Uint8Array(await toDocx(paperOf(table), { author: 'Отклик' })));
  const text = new TextDecoder().decode(parts['word/document.xml']);
  expect(text).toContain('w:fill="6b1a16"');
  expect(text).toContain('w:val="thinDiagStripe"');
  expect(text.match(/w:fill="f4ebd3"/gu)).toHaveLength(1);
});
