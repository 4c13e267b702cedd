import { describe, expect, it } from 'vitest';
import type { IncidentTerm } from '../../contract/monitoring/incidents.ts';
import {
  gapWords,
  goneLine,
  lateWords,
  momentWords,
  onDutyUntil,
  orderTerms,
  pictureWords,
  postsWords,
  reachWords,
  termEndWords,
  termHeadWords,
  termLeftWords,
  termLineWords,
  termShare,
} from './incident-words.ts';

const zone = 'Asia/Yekaterinburg';
/** 12:16 in the city. */
const now = Date.parse('2026-11-24T07:16:00Z');
const plain = (words: string | null): string | null => words?.replaceAll('\u00a0', ' ') ?? null;

const term = (more: Partial<IncidentTerm>): IncidentTerm =>
  Object.assign(
    {
      kind: 'look',
      startedAt: '2026-11-24T07:04:00Z',
      dueAt: '2026-11-24T07:34:00Z',
      endedAt: null,
      isBroken: false,
    } satisfies IncidentTerm,
    more,
  );

describe('a term of an incident', () => {
  it.each([
    ['near', {}, 'взглянуть: 18 мин'],
    ['of an answer', { kind: 'answer', dueAt: '2026-11-24T10:05:00Z' }, 'ответить: 2 ч 49 мин'],
    ['tomorrow', { kind: 'answer', dueAt: '2026-11-25T05:52:00Z' }, 'ответить: до завтра 10:52'],
    ['of days', { kind: 'final', dueAt: '2026-12-03T13:00:00Z' }, 'дать итог: до 3 декабря 18:00'],
    ['late before the server has said so', { dueAt: '2026-11-24T07:11:00Z' }, 'опоздали на 5 мин'],
    ['just late', { dueAt: '2026-11-24T07:15:50Z', isBroken: true }, 'срок вышел'],
    ['kept', { endedAt: '2026-11-24T07:10:00Z' }, 'взглянули вовремя'],
    ['ended late', { endedAt: '2026-11-24T07:10:00Z', isBroken: true }, 'взглянули с опозданием'],
  ] as const)('%s', (_, more, words) => {
    expect(plain(termLineWords(term(more), zone, now))).toBe(words);
  });

  it.each([
    ['runs', {}, 'осталось 18 мин'],
    ['is far', { dueAt: '2026-11-25T05:52:00Z' }, 'до завтра 10:52'],
    ['is late', { dueAt: '2026-11-24T07:11:00Z' }, 'опоздали на 5 мин'],
    ['was kept', { endedAt: '2026-11-24T07:10:00Z' }, 'вовремя'],
    ['was not', { endedAt: '2026-11-24T07:10:00Z', isBroken: true }, 'с опозданием'],
  ] as const)('at the head of a talk, where it %s', (_, more, words) => {
    expect(plain(termHeadWords(term(more), zone, now))).toBe(words);
  });

  it('that ends first stands first, one that is over last', () => {
    const answer = term({ kind: 'answer', dueAt: '2026-11-24T10:05:00Z' });
    const over = term({ endedAt: '2026-11-24T07:10:00Z' });
    const final = term({ kind: 'final', dueAt: '2026-12-03T13:00:00Z' });
    expect(orderTerms([final, over, answer])).toEqual([answer, final, over]);
  });

  it('beside its name is told alone', () => {
    expect(plain(termLeftWords(term({}), zone, now))).toBe('18 мин');
    expect(termEndWords(term({}), zone, now)).toBe('до 12:34');
    expect(termEndWords(term({ dueAt: '2026-11-24T07:11:00Z' }), zone, now)).toBe('было до 12:11');
    expect(termEndWords(term({ dueAt: '2026-11-25T05:52:00Z' }), zone, now)).toBe('');
    expect(termEndWords(term({ endedAt: '2026-11-24T07:10:00Z' }), zone, now)).toBe('');
  });

  it.each([
    ['running', {}, 0.6],
    ['just begun', { startedAt: '2026-11-24T07:16:00Z' }, 1],
    ['past its end', { dueAt: '2026-11-24T07:11:00Z' }, 0],
    ['with seconds left it is not drawn as late', { dueAt: '2026-11-24T07:16:01Z' }, 0.01],
    ['ended late', { endedAt: '2026-11-24T07:10:00Z', isBroken: true }, 0],
    ['ended in time', { endedAt: '2026-11-24T07:10:00Z' }, 1],
    ['of no length', { startedAt: '2026-11-24T07:34:00Z' }, 1],
  ] as const)('%s is drawn as %s of it', (_, more, share) => {
    expect(termShare(term(more), now)).toBeCloseTo(share, 2);
  });
});

describe('words of an incident', () => {
  it.each([
    [1, '1 запись', '1 опоздал'],
    [3, '3 записи', '3 опоздали'],
    [21, '21 запись', '21 опоздал'],
    [11, '11 записей', '11 опоздали'],
  ])('%d agree with the number', (count, posts, late) => {
    expect(plain(postsWords(count))).toBe(posts);
    expect(plain(lateWords(count))).toBe(late);
  });

  it('tell of the reach only what the network tells', () => {
    expect(reachWords(null)).toEqual([]);
    expect(
      reachWords({ views: 3900, likes: 41, comments: null, shares: 1 }).map((words) => plain(words)),
    ).toEqual(['41 отметка', '1 репост', '3 900 просмотров']);
  });

  it.each([
    [null, null, 'post', null],
    ['2026-11-24T07:13:00Z', 'author', 'comment', 'Автор удалил комментарий, 12:13'],
    ['2026-11-24T07:13:00Z', 'page', 'post', 'Страница удалила запись, 12:13'],
    ['2026-11-24T07:13:00Z', 'network', 'article', 'Сеть удалила статью, 12:13'],
    ['2026-11-24T07:13:00Z', null, 'post', 'Удалено: запись, 12:13'],
  ] as const)('of what is gone: %s %s %s', (goneAt, goneBy, kind, words) => {
    expect(goneLine({ goneAt, goneBy, kind }, zone, now)).toBe(words);
  });

  it.each([
    ['2026-11-25T15:00:00Z', '2026-11-25T17:00:00Z', 'завтра 20:00–22:00 никого нет'],
    ['2026-11-24T15:00:00Z', '2026-11-24T17:00:00Z', '20:00–22:00 никого нет'],
    ['2026-11-24T17:00:00Z', '2026-11-25T03:00:00Z', 'с 22:00 до завтра 08:00 никого нет'],
    ['2026-11-24T07:00:00Z', '2026-11-25T03:00:00Z', 'до завтра 08:00 никто не дежурит'],
  ])('of hours nobody watches', (from, to, words) => {
    expect(plain(gapWords({ from, to }, zone, now))).toBe(words);
  });

  it('of when it was seen: the hour of today, of another day with its day', () => {
    expect(momentWords('2026-11-24T07:04:00Z', zone, now)).toBe('12:04');
    expect(plain(momentWords('2026-11-23T07:04:00Z', zone, now))).toBe('23 ноября 12:04');
  });

  it('of who is on duty', () => {
    expect(plain(onDutyUntil('2026-11-25T03:00:00Z', zone, now))).toBe('до завтра 08:00');
  });
});

describe('a picture that is not shown', () => {
  it.each([
    ['waiting', '', 'сохраняем'],
    ['waiting', 'Сеть ответила 503', 'сохраняем: сеть ответила 503'],
    ['missed', '', 'не сохранена'],
    ['missed', 'Это не картинка', 'не сохранена: это не картинка'],
  ] as const)('%s, %s', (state, reason, words) => {
    expect(pictureWords(state, reason)).toBe(words);
  });
});
