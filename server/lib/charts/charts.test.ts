import sharp from 'sharp';
import { expect, test } from 'vitest';
import type { Chart } from '../../../shared/charts/chart.ts';
import { tableOf } from '../../../shared/charts/chart-table.ts';
import { describeChart } from '../../../shared/charts/chart-words.ts';
import { drawChart } from '../../../shared/charts/draw.ts';
import { countMeasure } from '../../../shared/charts/measures.ts';
import { outlineText } from './letters.ts';
import { toPng, toTitledPng } from './png.ts';
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

/** The darkest point of a part of a file: 255 where nothing is drawn. */
async function darkest(png: Buffer, part: { left: number; top: number; width: number; height: number }) {
  const points = await sharp(png).extract(part).greyscale().raw().toBuffer();
  return points.reduce((least, one) => Math.min(least, one), 255);
}

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
  expect(await darkest(png, { left: 0, top: 0, width: 120, height: 60 })).toBeLessThan(80);
  expect(
    await darkest(png, { left: 0, top: (Math.ceil(picture.height) - 3) * 3, width: 60, height: 9 }),
  ).toBe(255);
});

test('a file on its own bears its title and the whole picture under it', async () => {
  const png = await toTitledPng(picture, 'Районы: поступило');
  const { width, height } = await sharp(png).metadata();
  expect([width, height]).toEqual([(600 + 32) * 3, (Math.ceil(picture.height) + 32 + 24) * 3]);
  const inkOf = (top: number, tall: number) => darkest(png, { left: 48, top, width: 240, height: tall });
  expect(await inkOf(48, 45)).toBeLessThan(80);
  expect(await inkOf(120, 60)).toBeLessThan(80);
  expect(await inkOf(0, 40)).toBe(255);
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
