import { describe, expect, it } from 'vitest';
import { makeFormats } from '../../../lib/format.ts';
import { exchangeWords, keyHint, openWords, pageState, settingsOf } from './network-words.ts';

const page = { isActive: true, trouble: '', pulledAt: null, lastEventAt: null, keys: [] };
const at = '2026-11-24T07:00:00Z';
const formats = makeFormats('Asia/Yekaterinburg', () => Date.parse('2026-11-24T07:10:00Z'));

describe('a page of a network in words', () => {
  it.each([
    ['switched off, whatever failed before', { isActive: false, trouble: 'Ключ отклонён' }, 'выключена'],
    ['in trouble, though it was read', { trouble: 'Ключ отклонён', pulledAt: at }, 'обмен не вышел'],
    ['never read', {}, 'обмена ещё не было'],
    ['asked by us', { pulledAt: at }, 'работает'],
    ['told by the network alone', { lastEventAt: at }, 'работает'],
  ])('%s', (_, given, words) => {
    expect(pageState(Object.assign({}, page, given)).title).toBe(words);
  });

  it.each([
    ['nothing', {}, 'Ничего ещё не читали'],
    ['readings', { pulledAt: at }, 'Читали 10 минут назад'],
    ['events', { lastEventAt: at }, 'Последнее событие 10 минут назад'],
    ['both', { pulledAt: at, lastEventAt: at }, 'Читали 10 минут назад, последнее событие 10 минут назад'],
  ])('its last exchange: %s', (_, given, words) => {
    const told = exchangeWords(Object.assign({}, page, given), formats);
    expect(told.replaceAll('\u00a0', ' ')).toBe(words);
  });
});

describe('settings of a page', () => {
  it('are sent whole: nothing of them becomes the usual by being left out', () => {
    const settings = {
      version: 3,
      title: 'Вести',
      url: '',
      isOwn: false,
      kind: 'media' as const,
      isLocal: false,
      unitId: null,
      baseUrl: '',
      isActive: true,
    };
    expect(settingsOf(Object.assign({ trouble: 'Ключ отклонён' }, settings))).toEqual(settings);
  });

  it.each([
    [true, 'Возьмите в кабинете.', 'Введён: впишите новый, только если он сменился. Открывает: события'],
    [false, 'Возьмите в кабинете.', 'Возьмите в кабинете. Открывает: события'],
    [false, '', 'Открывает: события'],
  ])('tell of a key: entered %s, where it is taken «%s»', (isEntered, hint, words) => {
    expect(keyHint(isEntered, hint, ['события'])).toBe(words);
  });
});

describe('a network in words', () => {
  it.each([
    [
      'of links carried over',
      { id: 'manual', use: 'source', isOpen: false, maySpeak: false },
      /подключать нечего/u,
    ],
    ['closed by law, whatever the program can', { use: 'off', isOpen: true, maySpeak: true }, /нельзя/u],
    ['of the past', { use: 'archived', isOpen: false, maySpeak: false }, /нельзя/u],
    ['allowed, unknown to the program', { use: 'required', isOpen: false, maySpeak: false }, /не написано/u],
    ['read alone', { use: 'source', isOpen: true, maySpeak: false }, /^только читаем$/u],
    ['spoken in', { use: 'required', isOpen: true, maySpeak: true }, /^читаем и отвечаем$/u],
  ] as const)('%s', (_, network, words) => {
    expect(openWords(Object.assign({ id: 'vk' }, network))).toMatch(words);
  });
});
