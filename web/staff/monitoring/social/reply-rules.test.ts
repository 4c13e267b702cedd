import { describe, expect, it } from 'vitest';
import { makeReply } from './incident-samples.ts';
import {
  checkReply,
  emptyReply,
  findReplyPage,
  gapOfReply,
  orderReplies,
  promiseOf,
  reopenReply,
  tooLong,
} from './reply-rules.ts';

const page = { id: 'page', network: 'vk', title: 'Администрация', longestReply: 10 };
const card = { pages: [page] };
const today = '2026-11-24';
const values = emptyReply(card, 'post');
const wrong = (more: object) =>
  Object.fromEntries(
    Object.entries(checkReply(Object.assign({}, values, more), page, today)).filter(([, words]) => words),
  );

describe('an answer of a page', () => {
  it('begins under the post, by the first page that may', () => {
    expect(values).toMatchObject({ replyId: null, postId: 'post', pageId: 'page', text: '' });
    expect(emptyReply({ pages: [] }, 'post').pageId).toBe('');
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
    expect([gapOfReply(values), gapOfReply({ ...values, text: 'Да' })]).toEqual(['Напишите ответ', false]);
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
