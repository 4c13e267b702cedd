import { describe, expect, it } from 'vitest';
import { otherStems } from './fleeting.ts';

describe('stems of one word', () => {
  it.each([
    ['площадк', 'площадок'],
    ['остановк', 'остановок'],
    ['участк', 'участок'],
    ['досок', 'доск'],
    ['скамейк', 'скамеек'],
    ['сосульк', 'сосулек'],
    ['жильц', 'жилец'],
    ['конц', 'конец'],
    ['окн', 'окон'],
    ['камн', 'камен'],
    ['котл', 'котел'],
    ['костр', 'костер'],
  ])('%s and %s find each other', (one, other) => {
    expect(otherStems(one)).toContain(other);
    expect(otherStems(other)).toContain(one);
  });

  it.each(['дорог', 'двор', 'сток', 'уборк', 'ток', 'школ', 'ок'])(
    '%s gets no stem shorter than three letters',
    (stem) => {
      for (const other of otherStems(stem)) expect(other.length).toBeGreaterThanOrEqual(3);
    },
  );

  it('leaves words without such a vowel as they are', () => {
    expect(otherStems('дорог')).toEqual([]);
    expect(otherStems('парк')).toEqual(['парок', 'парек']);
    expect(otherStems('сад')).toEqual([]);
  });
});
