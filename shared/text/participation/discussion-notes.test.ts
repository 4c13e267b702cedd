import { describe, expect, test } from 'vitest';
import { identityLevels } from '../../contract/base/identity.ts';
import { noMeeting } from '../../contract/participation/discussions.ts';
import {
  type DiscussionRules,
  findNoticeFault,
  type NotedDiscussion,
  noteDiscussion,
  splitParagraphs,
} from './discussion-notes.ts';
import { findProposalObstacle } from './proposal-levels.ts';

const rules: DiscussionRules = {
  leastDays: 5,
  subjects: [
    {
      id: 'planning',
      title: 'Планировка',
      kinds: ['consultation', 'hearing'],
      law: 'ст. 46',
      leastDays: 14,
      mostDays: 30,
      noticeDays: 7,
      toVerify: false,
    },
    {
      id: 'charter',
      title: 'Устав',
      kinds: ['hearing'],
      law: 'ст. 28',
      leastDays: 5,
      mostDays: null,
      noticeDays: 7,
      toVerify: true,
    },
  ],
};
const whole: NotedDiscussion = {
  kind: 'consultation',
  matter: 'о набережной',
  subject: null,
  level: 'social',
  responsible: 'Управление архитектуры',
  opensAt: '2026-12-01T04:00:00Z',
  closesAt: '2026-12-20T15:00:00Z',
  resultBy: '2026-12-25',
  meeting: noMeeting,
  paragraphs: [{ id: 'p1', text: 'Пункт' }],
};
const hearing: NotedDiscussion = {
  ...whole,
  kind: 'hearing',
  subject: 'planning',
  level: 'esia_verified',
  meeting: {
    at: '2026-12-10T13:00:00Z',
    place: 'Дом культуры',
    address: 'ул. Ленина, 1',
    exposition: 'там же, по будням',
  },
};

test('what is whole has no notes', () => {
  expect(noteDiscussion(whole, rules)).toEqual([]);
  expect(noteDiscussion(hearing, rules)).toEqual([]);
});

test.each<[Partial<NotedDiscussion>, 'stop' | 'warn', RegExp]>([
  [{ matter: '' }, 'stop', /о чём/u],
  [{ paragraphs: [] }, 'stop', /ни одного пункта/u],
  [{ responsible: '' }, 'stop', /кто отвечает/u],
  [{ opensAt: null }, 'stop', /с какого дня/u],
  [{ closesAt: null }, 'stop', /с какого дня/u],
  [{ closesAt: whole.opensAt, resultBy: null }, 'stop', /раньше начала/u],
  [{ closesAt: '2026-12-06T03:59:00Z' }, 'stop', /не меньше 5.дней: порядок/u],
  [{ resultBy: null }, 'warn', /к какому дню/u],
  [{ resultBy: '2026-12-19' }, 'stop', /раньше, чем кончится/u],
  [{ subject: 'moon' }, 'stop', /предмета в порядке нет/u],
  [{ subject: 'charter' }, 'stop', /слушания, а не обсуждение/u],
  [{ subject: 'planning', closesAt: '2026-12-15T03:59:00Z' }, 'stop', /не меньше 14.дней: ст\. 46/u],
  [{ subject: 'planning', closesAt: '2027-01-01T04:00:00Z', resultBy: null }, 'warn', /Дольше 30.дней/u],
])('%j of a consultation', (change, tone, words) => {
  expect(noteDiscussion({ ...whole, ...change }, rules)).toContainEqual({
    tone,
    words: expect.stringMatching(words),
  });
});

test.each<[Partial<NotedDiscussion>, 'stop' | 'warn', RegExp]>([
  [{ subject: null }, 'stop', /предмет слушаний/u],
  [{ subject: 'charter' }, 'warn', /Сверьте сроки/u],
  [{ meeting: { ...hearing.meeting, at: null } }, 'stop', /Назовите собрание/u],
  [{ meeting: { ...hearing.meeting, place: '' } }, 'stop', /Назовите собрание/u],
  [{ meeting: { ...hearing.meeting, address: '' } }, 'stop', /Назовите собрание/u],
  [{ meeting: { ...hearing.meeting, exposition: '' } }, 'stop', /экспозиция/u],
  [{ meeting: { ...hearing.meeting, at: '2026-12-21T13:00:00Z' } }, 'warn', /не в дни приёма/u],
  [{ meeting: { ...hearing.meeting, at: '2026-11-30T13:00:00Z' } }, 'warn', /не в дни приёма/u],
  [{ level: 'social' }, 'warn', /подтверждают личность/u],
])('%j of a hearing', (change, tone, words) => {
  expect(noteDiscussion({ ...hearing, ...change }, rules)).toContainEqual({
    tone,
    words: expect.stringMatching(words),
  });
});

test('a meeting in the first or the last minute is in time; without days nobody can tell', () => {
  for (const at of [hearing.opensAt, hearing.closesAt])
    expect(noteDiscussion({ ...hearing, meeting: { ...hearing.meeting, at } }, rules)).toEqual([]);
  for (const unset of [{ opensAt: null }, { closesAt: null }])
    expect(noteDiscussion({ ...hearing, ...unset }, rules)).toEqual([
      { tone: 'stop', words: expect.stringMatching(/с какого дня/u) },
    ]);
});

test('the term at its very edge is long enough, and not too long', () => {
  expect(noteDiscussion({ ...whole, closesAt: '2026-12-06T04:00:00Z' }, rules)).toEqual([]);
  const month = { ...whole, subject: 'planning', closesAt: '2026-12-31T04:00:00Z', resultBy: '2026-12-31' };
  expect(noteDiscussion(month, rules)).toEqual([]);
});

describe('a notice comes out in time', () => {
  const now = (text: string) => new Date(text);
  test.each([
    ['2026-11-24T04:00:00Z', 'planning', null],
    ['2026-11-24T04:00:01Z', 'planning', 'не позже чем за 7'],
    ['2026-11-30T04:00:00Z', null, null],
    ['2026-12-20T15:00:00Z', null, 'уже прошёл'],
    ['2026-12-20T14:59:00Z', null, null],
  ])('%s of %s', (at, subject, fault) => {
    const found = findNoticeFault({ ...whole, subject }, rules, now(at));
    if (fault === null) expect(found).toBeNull();
    else expect(found).toContain(fault);
  });
  test('and not at all without days', () => {
    expect(findNoticeFault({ ...whole, opensAt: null }, rules, now('2026-11-01T00:00:00Z'))).toContain(
      'прошёл',
    );
    expect(findNoticeFault({ ...whole, closesAt: null }, rules, now('2026-11-01T00:00:00Z'))).toContain(
      'прошёл',
    );
  });
});

test('pasted text is split by blank lines, under names nobody has', () => {
  expect(splitParagraphs('  Первый\nв две строки \r\n\r\n\n  \n Второй\n')).toEqual([
    { id: 'p1', text: 'Первый\nв две строки' },
    { id: 'p2', text: 'Второй' },
  ]);
  expect(splitParagraphs('Ещё', [{ id: 'p7' }, { id: 'old' }, { id: 'p2' }])).toEqual([
    { id: 'p8', text: 'Ещё' },
  ]);
  expect(splitParagraphs('Ещё', [{ id: 'old' }])).toEqual([{ id: 'p1', text: 'Ещё' }]);
  expect(splitParagraphs(' \n \n')).toEqual([]);
});

test.each(identityLevels)('whoever is known as %s', (level) => {
  const at = identityLevels.indexOf(level);
  for (const [place, needed] of identityLevels.entries())
    for (const kind of ['consultation', 'hearing'] as const) {
      const words = findProposalObstacle({ kind, level: needed }, level);
      if (at >= Math.max(1, place)) expect(words).toBeNull();
      else expect(words).toMatch(/\.$/u);
    }
  expect(findProposalObstacle({ kind: 'hearing', level: 'esia_verified' }, 'phone')).toContain('на бумаге');
});
