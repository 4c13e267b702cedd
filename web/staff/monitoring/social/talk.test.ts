import { describe, expect, it } from 'vitest';
import { makeCard, makePost, makeSight } from './incident-samples.ts';
import { briefPrint, foldTalk, layTalk, looksOf, postToAnswer, stepLook } from './talk.ts';

const own = makePost({ id: 'own', isMember: false, isOwn: true });
const first = makePost({ id: 'first' });
const second = makePost({ id: 'second' });
const beside = (id: string) => makePost({ id, isMember: false });

describe('a talk', () => {
  it('is laid out around the first post of the incident, wherever it stands', () => {
    const { main, others, members } = layTalk({ talk: [own, first, second] });
    expect([main, members]).toEqual([first, [first, second]]);
    expect(others).toEqual([own, second]);
  });

  it('without a post of the incident begins where it begins', () => {
    expect(layTalk({ talk: [own] }).main).toBe(own);
    expect(layTalk({ talk: [] }).main).toBeUndefined();
  });

  it('folds what is of neither side', () => {
    const strangers = Array.from({ length: 10 }, (_, at) => beside(`s${at}`));
    const { shown, folded } = foldTalk([...strangers, second, own]);
    expect(shown.map(({ id }) => id)).toEqual(['s0', 's1', 's2', 's3', 'second', 'own']);
    expect(folded).toBe(6);
  });

  it('does not fold one line alone, nor anything of the incident', () => {
    expect(foldTalk(Array.from({ length: 7 }, (_, at) => beside(`s${at}`))).folded).toBe(0);
    const members = Array.from({ length: 9 }, (_, at) => makePost({ id: `m${at}` }));
    expect(foldTalk(members)).toEqual({ shown: members, folded: 0 });
  });
});

describe('how a post looked', () => {
  const looks = looksOf({ sights: [makeSight(1), makeSight(2), makeSight(3)] });

  it('ends with how it looks now', () => {
    expect(looks.map(({ isNow }) => isNow)).toEqual([false, false, true]);
  });

  it.each([
    [null, -1, 2],
    [2, -1, 1],
    [1, -1, 1],
    [2, 1, null],
    [null, 1, null],
  ] as const)('from %s by %d is %s', (shown, by, to) => {
    expect(stepLook(looks, shown, by)).toBe(to);
  });

  it('of one look there is nowhere to go', () => {
    expect(stepLook(looksOf({ sights: [makeSight(1)] }), null, -1)).toBeNull();
    expect(stepLook([], null, -1)).toBeNull();
  });

  it('is told from others by a brief print', () => {
    expect(briefPrint(`7c1f09ae${'0'.repeat(52)}52d8`)).toBe('7c1f 09ae…52d8');
  });
});

describe('where an answer goes', () => {
  const page = { id: 'page', network: 'vk', title: 'Администрация', longestReply: 10 };
  const first = makePost({ id: 'first' });
  const last = makePost({ id: 'last' });

  it('is the first post, and the last one once the talk went on', () => {
    expect(postToAnswer(makeCard({ pages: [page], talk: [first, last] }))?.id).toBe('first');
    expect(postToAnswer(makeCard({ pages: [page], talk: [first, last], status: 'dialogue' }))?.id).toBe(
      'last',
    );
  });

  it.each([
    ['is gone', { goneAt: '2026-11-24T07:13:00.000Z' }],
    ['is forgotten', { isForgotten: true }],
    ['only stands in the same talk', { isMember: false }],
    ['is ours', { isOwn: true }],
    ['is of a network where no page of ours is', { network: 'ok' }],
  ])('is not a post that %s', (_, more) => {
    const card = makeCard({ pages: [page], talk: [makePost(Object.assign({ id: 'first' }, more)), last] });
    expect(postToAnswer(card)?.id).toBe('last');
  });
});
