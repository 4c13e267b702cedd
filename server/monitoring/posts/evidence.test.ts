import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { hashLook, isSameLook, isSameSaying, type Look } from './evidence.ts';

const look: Look = {
  authorKey: '5',
  authorName: 'Анна Пробная',
  text: 'Нет воды',
  url: 'https://n.example/1',
  asOf: new Date('2026-11-24T09:00:00Z'),
  pictures: ['https://n.example/a.jpg'],
  raw: '{}',
};

/** A look with one thing otherwise. */
const others: [string, Partial<Look>][] = [
  ['its author', { authorKey: '6' }],
  ['the name of its author', { authorName: 'Борис Пробный' }],
  ['its words', { text: 'Есть вода' }],
  ['its address', { url: 'https://n.example/2' }],
  ['its pictures', { pictures: ['https://n.example/b.jpg'] }],
  ['one picture more', { pictures: [...look.pictures, 'https://n.example/b.jpg'] }],
];

describe('the print of a look', () => {
  it('is counted anew by whoever has its parts, each with its length in bytes before it', () => {
    const written = [
      '1:5',
      '23:Анна Пробная',
      '15:Нет воды',
      '19:https://n.example/1',
      '24:2026-11-24T09:00:00.000Z',
      '23:https://n.example/a.jpg',
      '2:{}',
    ].join('');
    expect(hashLook(look)).toBe(createHash('sha256').update(written).digest('hex'));
  });

  it.each([
    ...others,
    ['its moment', { asOf: new Date('2026-11-24T09:00:01Z') }],
    ['the reply of the network', { raw: '{"a":1}' }],
  ] as [string, Partial<Look>][])('is another where %s is', (_, change) => {
    expect(hashLook({ ...look, ...change })).not.toBe(hashLook(look));
  });

  it('is another where words move from one part to the next', () => {
    const moved = { ...look, authorName: 'Анна ПробнаяНет', text: ' воды' };
    expect(hashLook(moved)).not.toBe(hashLook(look));
  });
});

describe('a look', () => {
  it.each(others)('is another to a person where %s is', (_, change) => {
    expect(isSameLook({ ...look, ...change }, look)).toBe(false);
  });

  it('is the same where a name was told later, or the form of the reply changed', () => {
    expect(isSameLook(look, look)).toBe(true);
    expect(isSameLook({ ...look, authorName: '' }, look)).toBe(true);
    expect(isSameLook(look, { ...look, authorName: '' })).toBe(true);
  });

  it.each(others)('says the same of its author or not where %s is otherwise', (what, change) => {
    const isWhoOrWhere = ['its author', 'the name of its author', 'its address'].includes(what);
    expect(isSameSaying({ ...look, ...change }, look)).toBe(isWhoOrWhere);
  });
});
