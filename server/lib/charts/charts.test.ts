import sharp from 'sharp';
import { expect, test } from 'vitest';
import type { Chart } from '../../../shared/charts/chart.ts';
import { tableOf } from '../../../shared/charts/chart-table.ts';
import { describeChart } from '../../../shared/charts/chart-words.ts';
import { drawChart } from '../../../shared/charts/draw.ts';
import { countMeasure } from '../../../shared/charts/measures.ts';
import { outlineText } from './letters.ts';
import { toPng } from './png.ts';
import { toSvg } from './svg.ts';

const chart: Chart = {
  kind: 'bars',
  title: 'Поступило «по сферам» & <районам>',
  of: 'Сфера',
  categories: ['Дороги', 'Жильё', 'Щебень'].map((title) => ({ title, short: title })),
  measure: countMeasure,
  empty: 'нет данных',
  series: [{ title: 'Поступило', values: [1204, 38, 7] }],
};
const picture = drawChart(chart, 600);

test('the picture on paper holds every name and number of its table', () => {
  const svg = toSvg(picture, describeChart(chart), 'text');
  for (const cell of tableOf(chart).rows.flat()) expect(svg).toContain(`>${cell}</text>`);
  expect(svg).toContain('aria-label="Поступило «по сферам» &amp; &lt;районам&gt;: больше всего: Дороги — 1');
  expect(svg).not.toMatch(/NaN|undefined|<script/u);
});

test('the file has its letters whatever fonts the machine has: they are shapes', async () => {
  const svg = toSvg(picture, '', 'outline');
  expect(svg).not.toContain('<text');
  const png = await toPng(picture);
  const { width, height, format } = await sharp(png).metadata();
  expect({ width, height, format }).toEqual({
    width: 1800,
    height: Math.ceil(picture.height) * 3,
    format: 'png',
  });
  // Ink where the first name stands.
  const name = await sharp(png).extract({ left: 0, top: 0, width: 120, height: 60 }).greyscale().stats();
  expect(name.channels[0]!.min).toBeLessThan(80);
  expect(name.channels[0]!.max).toBe(255);
});

const questionMark = outlineText('?', { x: 0, anchor: 'start', isBold: false })[0]!.outline;

test.each([false, true])('every letter a chart of ours writes has its shape (bold: %s)', (isBold) => {
  const letters =
    'абвгдеёжзийклмнопрстуфхцчшщъыьэюяАБВГДЕЁЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯ0123456789%.,:;−–—-+«»()/№…KК';
  for (const letter of letters) {
    const [drawn] = outlineText(letter, { x: 0, anchor: 'start', isBold });
    expect({ letter, isDrawn: drawn!.outline.length > 10 && drawn!.outline !== questionMark }).toEqual({
      letter,
      isDrawn: true,
    });
  }
});

test('a letter the font has not is seen as a question mark', () => {
  expect(outlineText('漢', { x: 0, anchor: 'start', isBold: false })[0]!.outline).toBe(questionMark);
});

test('a text stands by its start, its middle or its end', () => {
  const startOf = (anchor: 'start' | 'middle' | 'end') =>
    outlineText('11 %', { x: 100, anchor, isBold: true })[0]!.x;
  expect(startOf('start')).toBe(100);
  const width = 100 - startOf('end');
  expect(width).toBeGreaterThan(15);
  expect(startOf('middle')).toBeCloseTo(100 - width / 2);
});
