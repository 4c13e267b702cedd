import ExcelJS from 'exceljs';
import { unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readRatio } from '../../../shared/charts/ratio-heat.ts';
import { getSnapshot, recountSnapshot } from '../../../shared/contract/base/snapshots.ts';
import { freezeMatrix, listHexagons } from '../../../shared/contract/heatmap/heatmap.ts';
import { freezePivot, getPivotTable } from '../../../shared/contract/heatmap/heatmap-pivot.ts';
import { heatRatios } from '../../../shared/text/heatmap/ratios.ts';
import { countPlain, NOW, november, plantCrowd, sum } from '../../../tests/support/figures/ratio-crowd.ts';
import { startTestServer, type TestServer } from '../../../tests/support/site/server.ts';
import { signInAs } from '../../../tests/support/site/sign-in.ts';

/** What leaves the screen of a ratio: the snapshot and its files; and the pivot that makes one of two measures. */

let server: TestServer;
let cookie: string;

beforeAll(async () => {
  server = await startTestServer();
  server.setNow(NOW);
  cookie = await signInAs(server, 'head');
  await plantCrowd(server);
});
afterAll(() => server.close());

describe('a frozen ratio', () => {
  test('keeps its numbers, what they are of, and its picture', async () => {
    const query = { ...november, measure: 'overdue-share' as const };
    const { number } = await server.call(freezeMatrix, { body: query }, cookie);
    const { content } = await server.call(getSnapshot, { params: { number } }, cookie);
    expect(content.told[1]).toEqual(['Показатель', 'доля просроченных']);
    expect(content.tables.map(({ id, title }) => [id, title])).toEqual([
      ['matrix', 'доля просроченных'],
      ['part', 'просрочено'],
      ['whole', 'все открытые'],
    ]);
    const [table, parts, wholes] = content.tables;
    expect(table).toMatchObject({ ratio: { unit: 'share', better: 'down' }, smallest: 5 });
    let told = 0;
    for (const [line, row] of table!.rows.entries())
      for (const at of row.cells.keys()) {
        const [part, whole] = [parts!.rows[line]!.cells[at]!, wholes!.rows[line]!.cells[at]!];
        expect(row.cells[at], row.title).toBe(
          readRatio(heatRatios['overdue-share'], { part, whole }, 5).value,
        );
        expect(row.samples![at]).toBe(whole);
        told += Number(row.cells[at] !== null);
      }
    expect(told).toBeGreaterThan(8);
    const now = await server.call(recountSnapshot, { params: { number } }, cookie);
    expect(now.tables).toEqual(content.tables);
    const file = async (format: string) =>
      (
        await server.inject({
          method: 'GET',
          url: `/api/snapshots/${encodeURIComponent(number)}/file?format=${format}`,
          headers: { cookie },
        })
      ).rawPayload;
    const book = new ExcelJS.Workbook();
    await book.xlsx.load((await file('xlsx')) as never);
    const sheet = book.worksheets[0]!;
    const cells: ExcelJS.Cell[] = [];
    sheet.eachRow((row) => row.eachCell((cell) => cells.push(cell)));
    const fills = cells.flatMap(({ fill }) => (fill?.type === 'pattern' ? [fill.pattern] : []));
    expect([...new Set(fills)].sort()).toEqual(['lightUp', 'none', 'solid']);
    expect(cells.some(({ value }) => value === 'мало')).toBe(true);
    expect(cells.some(({ value }) => String(value).startsWith('Цвет: '))).toBe(true);
    const docx = new TextDecoder().decode(unzipSync(await file('docx'))['word/document.xml']);
    expect(docx).toContain('заштриховано мало данных: меньше 5');
    expect(docx).toMatch(/w:fill="[0-9a-f]{6}"/u);
    expect(docx).toContain('Районы на карте: доля просроченных. © участники OpenStreetMap');
    expect((await file('csv')).toString()).toContain('"мало"');
    // What the map draws of a ratio is its part, here and in every file.
    const { hexagons, total, withoutPlace } = await server.call(
      listHexagons,
      { query: { ...query, resolution: 8 } },
      cookie,
    );
    expect(content.hexagons).toEqual({
      title: 'просрочено',
      cells: hexagons.map(({ cell, count }) => [cell, count]),
      withoutPlace,
      smallest: 5,
    });
    expect(hexagons.length).toBeGreaterThan(0);
    expect(hexagons.reduce((placed, { count }) => placed + count, withoutPlace)).toBe(total);
    expect(docx).toContain('Шестиугольники на карте (0,7 км²): просрочено; без места');
    const maps = book.getWorksheet('Карта')!;
    expect(maps.getImages()).toHaveLength(2);
    expect(maps.getCell('A2').value).toContain('Районы на карте');
    expect(maps.getCell('A3').value).toContain('Шестиугольники на карте');
    const zip = unzipSync(await file('xlsx'));
    for (const at of [1, 2])
      expect(new TextDecoder().decode(zip[`xl/media/map${at}.png`]!.subarray(1, 4))).toBe('PNG');
    expect(new TextDecoder().decode(zip['xl/drawings/drawing1.xml'])).toMatch(
      /descr="просрочено: больше всего/u,
    );
  });

  test('to a thousand residents says whose count it is', async () => {
    const { number } = await server.call(
      freezeMatrix,
      { body: { ...november, measure: 'per-1000' } },
      cookie,
    );
    const { content } = await server.call(getSnapshot, { params: { number } }, cookie);
    expect(content.told.at(-1)).toEqual(['Жители', 'условная численность для демонстрации']);
    expect(content.tables.map(({ id }) => id)).toEqual(['matrix', 'part']);
    const lost = content.tables[0]!.rows.find(({ id }) => id === 'none')!;
    expect([lost.cells.at(-1), lost.samples!.at(-1)]).toEqual([null, null]);
  });
});

describe('a ratio of the pivot', () => {
  const query = {
    ...november,
    rows: 'subarea',
    columns: 'block',
    measure: 'settled',
    second: 'given',
  } as const;

  test('is compared by both of its former sides, and only where the two are a ratio', async () => {
    const told = await server.call(getPivotTable, { query }, cookie);
    const last = told.table.rows.length - 1;
    const before = await countPlain(server, told.beforePeriod!);
    expect([told.before?.[last]?.at(-1), told.secondBefore?.[last]?.at(-1)]).toEqual([
      sum(before, 'settled'),
      sum(before, 'given'),
    ]);
    const two = await server.call(getPivotTable, { query: { ...query, second: 'received' } }, cookie);
    expect([two.secondBefore, two.second === null]).toEqual([null, false]);
  });

  test('is frozen as a table of its own', async () => {
    const { number } = await server.call(freezePivot, { body: query }, cookie);
    const { content } = await server.call(getSnapshot, { params: { number } }, cookie);
    const [main, second, ratio] = content.tables;
    expect(ratio).toMatchObject({
      id: 'ratio',
      title: 'доля решённых',
      ratio: { unit: 'share', better: 'up' },
    });
    expect(ratio!.list).toBeUndefined();
    const [part, whole] = [main!.rows.at(-1)!.cells.at(-1)!, second!.rows.at(-1)!.cells.at(-1)!];
    expect(ratio!.rows.at(-1)!.cells.at(-1)).toBe(part / whole);
  });
});
