import { describe, expect, test } from 'vitest';
import { judgeLikeness, type LikeIncident, messageOfPost, surestOf, withoutWords } from './likeness.ts';
import type { IncidentOffer } from './reading.ts';

describe('what two have in common', () => {
  type Pair = Parameters<typeof judgeLikeness>[0];
  const pair = (given: Partial<Pair>): Pair => ({ rule: 'words', metres: null, isSameFact: false, ...given });
  test.each<[string, Pair, string[], string[], boolean]>([
    ['nothing but a gate', pair({}), [], [], false],
    ['a topic', pair({ isSameFact: true }), [], ['одна тема'], false],
    ['words', pair({}), ['воды', 'титова'], ['слова: воды, титова'], false],
    ['a place, as the index keeps it', pair({ metres: 0.31 }), [], ['одно место'], false],
    ['a place to the metre', pair({ metres: 0.5 }), [], ['рядом, 1 м'], false],
    ['places nearby', pair({ metres: 33.7 }), [], ['рядом, 34 м'], false],
    [
      'one place and one topic: sure',
      pair({ rule: 'place', metres: 0, isSameFact: true }),
      ['яма'],
      ['одно место', 'одна тема', 'слова: яма'],
      true,
    ],
    [
      'one topic nearby',
      pair({ rule: 'place', metres: 90, isSameFact: true }),
      [],
      ['рядом, 90 м', 'одна тема'],
      false,
    ],
    [
      'one place by another gate',
      pair({ rule: 'near', metres: 0, isSameFact: true }),
      [],
      ['одно место', 'одна тема'],
      false,
    ],
    ['nearly the same words, wherever: sure', pair({ rule: 'copy' }), ['воды'], ['слова: воды'], true],
    ['the same words here: sure', pair({ rule: 'copy', metres: 0.2 }), [], ['одно место'], true],
    ['the same words of the house beside it', pair({ rule: 'copy', metres: 40 }), [], ['рядом, 40 м'], false],
    ['a named place', pair({ rule: 'named', isSameFact: true }), [], ['одна тема'], false],
  ])('%s', (_, given, words, why, isSure) => {
    expect(judgeLikeness(given, words)).toEqual({ why, isSure });
  });

  test('is told in the history without the words themselves', () => {
    expect(withoutWords(['одно место', 'слова: воды', 'одна тема'])).toEqual(['одно место', 'одна тема']);
  });
});

describe('the incident a post is of beyond doubt', () => {
  const like = (id: string, isSure: boolean, ...why: string[]): LikeIncident => ({
    id,
    number: id,
    title: '',
    why,
    isSure,
  });
  const [here, copy, other] = [like('here', true, 'одно место'), like('copy', true), like('other', true)];
  const offered = like('offered', false, 'одно место');
  test.each<[string, LikeIncident[], string | undefined]>([
    ['is none where nothing is like it', [], undefined],
    ['is none that is only offered', [offered], undefined],
    ['is the only sure one, whatever is more like it', [offered, copy], 'copy'],
    ['is one of its place before one of the same words', [copy, here], 'here'],
    ['is the first of its place', [here, like('second', true, 'одно место')], 'here'],
    ['is none where the same words are said of several places', [copy, other], undefined],
  ])('%s', (_, likes, id) => {
    expect(surestOf(likes)?.id).toBe(id);
  });
});

describe('a post as it is compared', () => {
  const topic = (factId: string, block: string) => ({ factId, block, confidence: 0.5, isSure: false });
  const place = {
    address: 'ул. Титова, 14',
    streetId: 'ul-titova',
    house: '14',
    districtId: 'south',
    lat: 56.3,
    lon: 61.9,
    h3: 'cell',
    precision: 'house',
  };
  const offer = (given: Partial<IncidentOffer>): IncidentOffer => ({
    topics: [],
    place: null,
    marks: [],
    importance: 'normal',
    signs: [],
    ...given,
  });
  const read = (given: Partial<IncidentOffer>) =>
    messageOfPost('id', { text: 'Яма', posted_at: new Date(5000) }, offer(given));
  const nowhere = { lat: null, lon: null, address: null };

  test('has its words and its moment, two topics, and the block of the first', () => {
    expect(read({})).toEqual({ id: 'id', text: 'Яма', at: 5000, ...nowhere, block: null, facts: [] });
    const topics = [topic('a.b', 'a'), topic('c.d', 'c'), topic('e.f', 'e')];
    expect(read({ topics })).toMatchObject({ block: 'a', facts: ['a.b', 'c.d'] });
  });

  test.each<[string, object, object]>([
    ['a house', {}, { lat: 56.3, lon: 61.9, address: 'ul-titova|14' }],
    ['a point', { precision: 'point' }, { lat: 56.3, lon: 61.9, address: 'ul-titova|14' }],
    ['a landmark', { precision: 'landmark', house: null }, { lat: 56.3, lon: 61.9, address: null }],
    // All houses of a street would be one place.
    ['a street', { precision: 'street', house: null }, nowhere],
    ['a house of no street', { precision: 'none', streetId: null }, nowhere],
  ])('of %s', (_, given, where) => {
    expect(read({ place: { ...place, ...given } })).toMatchObject(where);
  });
});
