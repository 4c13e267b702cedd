import { describe, expect, it, test } from 'vitest';
import { checkBeforeFlight, isWithin, mayFly, type PreflightAsked } from './preflight.ts';

const vkTakes = { network: 'vk', title: 'ВКонтакте', short: 'ВК', text: 100, pictures: 2 };
const maxTakes = { network: 'max', title: 'MAX', short: 'MAX', text: 50, pictures: 5 };
const limits = [vkTakes, maxTakes].map((one) => ({ ...one, mayEdit: true, mayRemove: true }));
const vk = {
  pageId: 'a',
  title: 'Город, ВКонтакте',
  network: 'vk',
  ownText: null,
  dueAt: '2026-11-27T05:00:00Z',
};
const max = { ...vk, pageId: 'b', title: 'Город, MAX', network: 'max' };
const picture = { alt: 'Остановка снаружи' };

/** A Tuesday in Yekaterinburg (+5); the piece goes out on Friday at ten. */
const asked = (given: Partial<PreflightAsked> = {}): PreflightAsked => ({
  text: 'Поставили тёплую остановку',
  pictures: [picture],
  variants: [vk],
  limits,
  quietHours: { from: '22:00', to: '08:00' },
  quietDays: new Map(),
  zone: 'Asia/Yekaterinburg',
  now: '2026-11-24T05:00:00Z',
  personal: [],
  ...given,
});
const say = (given: Partial<PreflightAsked>) =>
  checkBeforeFlight(asked(given)).flatMap(({ tone, field, words, pageId }) =>
    tone === 'ok' ? [] : [`${tone} ${field} ${pageId ?? '-'} ${words.replaceAll('\u00a0', ' ')}`],
  );

test('what may go out says what is well', () => {
  const notes = checkBeforeFlight(asked());
  expect(notes.map(({ words }) => words)).toEqual(['Тихие часы с 22:00 соблюдены', 'Описания картинок есть']);
  expect(mayFly(notes)).toBe(true);
});

describe('what cannot go out is named with the field to mend', () => {
  test.each<[string, Partial<PreflightAsked>, string[]]>([
    ['no page', { variants: [], pictures: [] }, ['stop variants - Выберите, на каких страницах это выйдет']],
    [
      'neither words nor a picture',
      { text: ' ', pictures: [] },
      ['stop text a Город, ВКонтакте: нет ни текста, ни картинки'],
    ],
    [
      'own words that are blank',
      { variants: [{ ...vk, ownText: ' ' }], pictures: [] },
      ['stop variants.a a Город, ВКонтакте: нет ни текста, ни картинки'],
    ],
    [
      'too long for one network of two',
      { text: 'я'.repeat(53), variants: [vk, max] },
      ['stop text b Город, MAX: длиннее на 3 знака, сеть примет 50'],
    ],
    [
      'own words too long',
      { variants: [{ ...vk, ownText: 'я'.repeat(101) }] },
      ['stop variants.a a Город, ВКонтакте: длиннее на 1 знак, сеть примет 100'],
    ],
    [
      'too many pictures',
      { pictures: [picture, picture, picture] },
      ['stop pictures a Город, ВКонтакте: сеть примет 2 картинки, приложено 3'],
    ],
    [
      'a blank that was not filled',
      { text: 'Сделаем до …' },
      ['stop text - Заполните пропуски: на месте «…» должны быть слова'],
    ],
    [
      'a day of silence',
      { quietDays: new Map([['2026-11-27', 'траур']]) },
      ['stop dueAt a Город, ВКонтакте: в этот день страницы молчат — траур'],
    ],
  ])('%s', (_, given, notes) => {
    expect(say(given)).toEqual(notes);
    expect(mayFly(checkBeforeFlight(asked(given)))).toBe(false);
  });
});

describe('what a person has to judge goes out all the same', () => {
  test.each<[string, Partial<PreflightAsked>, string[]]>([
    [
      'a picture without words',
      { pictures: [{ ...picture, alt: ' ' }] },
      ['warn pictures.0 - Картинка 1: опишите, что на ней, для тех, кто её не увидит'],
    ],
    [
      'a moment that has passed',
      { variants: [{ ...vk, dueAt: '2026-11-24T04:59:59Z' }] },
      ['warn dueAt a Город, ВКонтакте: время прошло, выйдет сразу'],
    ],
    [
      'an hour of silence',
      { variants: [{ ...vk, dueAt: '2026-11-27T17:00:00Z' }] },
      ['warn dueAt a Город, ВКонтакте: тихие часы с 22:00 до 08:00'],
    ],
    ['words that lead to a person', { personal: ['телефон'] }, ['warn text - Похоже на личное: телефон']],
  ])('%s', (_, given, notes) => {
    expect(say(given)).toEqual(notes);
    expect(mayFly(checkBeforeFlight(asked(given)))).toBe(true);
  });
});

it('takes exactly what the network takes', () => {
  expect(say({ text: 'я'.repeat(100), pictures: [picture, picture] })).toEqual([]);
  expect(say({ variants: [{ ...vk, dueAt: '2026-11-24T05:00:00Z' }] })).toEqual([]);
});

it('hours may go over midnight', () => {
  const night = { from: '22:00', to: '08:00' };
  expect(['21:59', '22:00', '00:00', '07:59', '08:00'].map((time) => isWithin(time, night))).toEqual([
    false,
    true,
    true,
    true,
    false,
  ]);
  expect(
    ['12:59', '13:00', '13:59', '14:00'].map((time) => isWithin(time, { from: '13:00', to: '14:00' })),
  ).toEqual([false, true, true, false]);
});
