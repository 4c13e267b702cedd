import { describe, expect, it } from 'vitest';
import { makeCard, makePost, makeReply } from '../incident-samples.ts';
import {
  checkReply,
  emptyReply,
  findReplyPage,
  gapOfReply,
  hasReplyEditor,
  orderReplies,
  promiseOf,
  reopenReply,
  tooLong,
  whereOf,
  whyNowhere,
} from './reply-rules.ts';

const page = { id: 'page', network: 'vk', title: 'Администрация', longestReply: 10 };
const card = { pages: [page] };
const fresh = { replies: [] };
const today = '2026-11-24';
const values = emptyReply(card);
const wrong = (more: object) =>
  Object.fromEntries(
    Object.entries(checkReply(Object.assign({}, values, more), page, today)).filter(([, words]) => words),
  );

describe('an answer of a page', () => {
  it('begins by the first page that may', () => {
    expect(values).toMatchObject({ replyId: null, postId: '', pageId: 'page', text: '' });
    expect(emptyReply({ pages: [] }).pageId).toBe('');
    expect(findReplyPage(card, 'page')).toBe(page);
    expect(findReplyPage(card, 'other')).toBeUndefined();
  });

  it('is taken up again as it was, and is urgent no more', () => {
    const reply = makeReply({ isInterim: true, promisedOn: '2026-12-01', isUrgent: true, text: 'Меняем' });
    expect(reopenReply(reply)).toMatchObject({
      replyId: reply.id,
      text: 'Меняем',
      promisedOn: '2026-12-01',
      isUrgent: false,
    });
  });

  it.each([
    ['fits to the letter', { text: '1234567890' }, {}],
    ['is a letter too long', { text: '12345678901' }, { text: 'Длиннее, чем принимает сеть, на 1' }],
    ['is counted without the spaces around', { text: ' 1234567890 ' }, {}],
    ['of units, as networks count: a picture is two', { text: '123456789😀' }, { text: /на 1$/u }],
    ['interim without a day', { isInterim: true }, { promisedOn: /когда/u }],
    [
      'interim by a day that passed',
      { isInterim: true, promisedOn: '2026-11-23' },
      { promisedOn: /прошёл/u },
    ],
    ['interim by today', { isInterim: true, promisedOn: today }, {}],
    ['a day that counts for nothing', { promisedOn: '2026-11-23' }, {}],
    ['urgent without a reason', { isUrgent: true, urgentReason: ' ' }, { urgentReason: /почему/u }],
    ['urgent with one', { isUrgent: true, urgentReason: 'Опасно' }, {}],
  ])('%s', (_, more, expected) => {
    const told = wrong(more);
    expect(Object.keys(told)).toEqual(Object.keys(expected));
    for (const [name, words] of Object.entries(expected)) expect(told[name]).toMatch(words);
  });

  it('needs a page, and words', () => {
    expect(checkReply(values, undefined, today).pageId).toMatch(/страницы/u);
    expect(tooLong('сколько угодно слов', undefined)).toBe(0);
    expect([gapOfReply(values, fresh), gapOfReply({ ...values, text: 'Да' }, fresh)]).toEqual([
      'Напишите ответ',
      false,
    ]);
  });

  it('goes under the post that was named while it may be answered, else where it belongs', () => {
    const [first, second] = [makePost({ id: 'first' }), makePost({ id: 'second' })];
    const asked = makeCard({ pages: [page], talk: [first, second] });
    const named = { ...values, postId: 'second' };
    expect(whereOf(asked, values)?.id).toBe('first');
    expect(whereOf(asked, named)?.id).toBe('second');
    const gone = makeCard({
      pages: [page],
      talk: [first, makePost({ id: 'second', goneAt: second.postedAt })],
    });
    expect(whereOf(gone, named)?.id).toBe('first');
    // What is being mended stays where it was begun.
    expect(whereOf(gone, { ...named, replyId: 'reply' })?.id).toBe('second');
  });

  it.each([
    ['under a post that stands', { pages: [page], talk: [makePost()] }, null],
    ['of a network none of our pages is in', { pages: [], talk: [makePost()] }, /нет нашей страницы/u],
    ['where all is gone', { pages: [page], talk: [makePost({ isForgotten: true })] }, /негде/u],
  ])('has a place or says why it has none: %s', (_, more, words) => {
    const told = whyNowhere(makeCard(more), values);
    if (words === null) expect(told).toBeNull();
    else expect(told).toMatch(words);
  });

  it.each([
    ['draft', false],
    ['approval', false],
    ['returned', false],
    ['saying', false],
    ['unknown', false],
    ['published', true],
    ['failed', true],
  ] as const)('is begun beside one that is %s: %s', (state, isBegun) => {
    const beside = makeCard({ can: ['draft'], replies: [makeReply({ state, can: ['change'] })] });
    expect(hasReplyEditor(beside, values)).toBe(isBegun);
    // Words that were written already stay in sight, and say why they cannot go.
    const begun = { ...values, text: 'Здравствуйте' };
    expect(hasReplyEditor(beside, begun)).toBe(true);
    expect(gapOfReply(begun, beside) === false).toBe(isBegun);
    const mended = { ...begun, replyId: makeReply().id };
    expect([hasReplyEditor(beside, mended), gapOfReply(mended, beside)]).toEqual([true, false]);
  });

  it('is written by nobody who may not, nor mended once it is on its way', () => {
    expect(hasReplyEditor(makeCard({ can: [] }), values)).toBe(false);
    const said = makeCard({ can: ['draft'], replies: [makeReply({ can: [] })] });
    expect(hasReplyEditor(said, { ...values, replyId: makeReply().id })).toBe(false);
  });

  it('promises a day only where it is interim', () => {
    expect(promiseOf({ ...values, promisedOn: today })).toBeNull();
    expect(promiseOf({ ...values, isInterim: true, promisedOn: today })).toBe(today);
  });

  it('stands first where somebody has to act', () => {
    const ids = orderReplies([
      makeReply({ id: 'old', state: 'published', madeAt: '2026-11-20T00:00:00.000Z' }),
      makeReply({ id: 'new', state: 'published', madeAt: '2026-11-24T00:00:00.000Z' }),
      makeReply({ id: 'waits', state: 'approval' }),
      makeReply({ id: 'urgent', state: 'published', isUrgent: true }),
      makeReply({ id: 'lost', state: 'unknown' }),
      makeReply({ id: 'checked', state: 'published', isUrgent: true, reviewedBy: 'Мельникова Е. Н.' }),
    ]).map(({ id }) => id);
    expect(ids.slice(0, 3)).toEqual(['lost', 'urgent', 'waits']);
    expect(ids.indexOf('new')).toBeLessThan(ids.indexOf('old'));
  });
});
