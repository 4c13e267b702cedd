import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { findColourFaults, findFaults, openBrowser } from '../../support/site/browser.ts';

/** The eyes of the other tests: contrast is judged once for each pair of text and ground, and no faint text slips by. */

const faint = 'color: #aab; background: #fff';
const plain = 'color: #123; background: #fff';

let page: Page;
beforeAll(async () => {
  page = await (await openBrowser()).newPage();
});
afterAll(() => page.close());

const show = (...lines: string[]): Promise<void> =>
  page.setContent(`<html lang="ru"><title>Проба</title><body><main>${lines.join('')}</main></body></html>`);

/** Whether contrast is among the faults of a page of these lines. */
async function isFaint(...lines: string[]): Promise<boolean> {
  await show(...lines);
  return (await findFaults(page)).some((fault) => fault.startsWith('color-contrast'));
}
const line = (style: string, more = '', text = 'Строка') => `<p style="${style}" ${more}>${text}</p>`;

test('faint text is found each time it stands on a page', async () => {
  expect(await isFaint(line(plain), line(faint))).toBe(true);
  expect(await isFaint(line(plain))).toBe(false);
  expect(await isFaint(line(plain), line(faint))).toBe(true);
  expect(await isFaint(...Array.from({ length: 40 }, () => line(plain)), line(faint))).toBe(true);
});

test.each([
  ['of another ground', `<div style="background: #456">${line('color: #123')}</div>`],
  ['of a ground further up', `<div style="background: #456"><div>${line('color: #123')}</div></div>`],
  ['half seen through', `<div style="opacity: 0.3">${line(plain)}</div>`],
  ['of its own line', line(plain, '', 'Строка <b style="color: #bbc">слово</b>')],
  [
    'that lies over another box',
    `<div style="position: relative; height: 40px; background: #456">
    <span style="position: absolute; color: #123">Строка</span></div>`,
  ],
  ['in a field', `<label>Имя <input style="${faint}" value="Строка"></label>`],
])('words as dark as those that passed are faint %s', async (_, html) => {
  expect(await isFaint(line(plain))).toBe(false);
  expect(await isFaint(line(plain), html)).toBe(true);
});

test('what passed for being switched off is judged when it is on', async () => {
  const button = (state: string) => `<button style="${faint}" ${state}>Кнопка</button>`;
  expect(await isFaint(button('disabled'))).toBe(false);
  expect(await isFaint(button(''))).toBe(true);
});

test('a link that only a colour like that of its words tells from them is found by colours alone', async () => {
  const isLost = async (marks: string, among = plain) => {
    await show(line(among, '', `Строка <a href="/" style="color: #124; ${marks}">со ссылкой</a> внутри`));
    return (await findColourFaults(page)).some((fault) => fault.startsWith('link-in-text-block'));
  };
  expect(await isLost('')).toBe(false);
  expect(await isLost('text-decoration: none')).toBe(true);
  expect(await isLost('text-decoration: none', 'color: #555; background: #fff')).toBe(true);
  expect(await isLost('text-decoration: none; color: #d00')).toBe(false);
});
