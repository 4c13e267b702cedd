import { describe, expect, test } from 'vitest';
import { isSaidOtherwise, latestLook } from './talk.ts';

const sight = (serial: number, text: string, pictures: string[] = []) => ({ serial, text, pictures });

describe('how a post looks now', () => {
  test.each([
    ['the only look of it', 'а', ['а'], 1],
    ['the last one', 'б', ['а', 'б'], 2],
    ['not an older one that came late', 'б', ['б', 'а'], 1],
    ['the last of those that say so, where it changed back', 'а', ['а', 'б', 'а'], 3],
    ['the last one where its words are in none', '', ['а', 'б'], 2],
  ] as const)('is %s', (_, text, texts, serial) => {
    const sights = texts.map((one, at) => sight(at + 1, one));
    expect(latestLook({ text }, sights)?.serial).toBe(serial);
  });

  test('is nothing where nobody has looked', () => {
    expect(latestLook({ text: '' }, [])).toBeUndefined();
  });
});

describe('what was decided on', () => {
  const two = [sight(1, 'а'), sight(2, 'б')];
  test.each([
    ['the same words still', { text: 'а' }, [sight(1, 'а')], 1, false],
    ['words that were mended', { text: 'б' }, two, 1, true],
    ['the mended ones', { text: 'б' }, two, 2, false],
    ['words that came back', { text: 'а' }, [...two, sight(3, 'а')], 1, false],
    ['the latest, and an older look came late', { text: 'а' }, two, 1, false],
    ['other pictures', { text: 'а' }, [sight(1, 'а', ['1']), sight(2, 'а', ['2'])], 1, true],
    ['fewer pictures', { text: 'а' }, [sight(1, 'а', ['1']), sight(2, 'а')], 1, true],
    ['a look that is not known', { text: 'а' }, two, 9, false],
  ] as const)('is %s', (_, post, sights, serial, isOtherwise) => {
    expect(isSaidOtherwise(post, sights, serial)).toBe(isOtherwise);
  });
});
