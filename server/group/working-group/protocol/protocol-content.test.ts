import { describe, expect, it, test } from 'vitest';
import {
  decisionLine,
  hashOfProtocol,
  type ProtocolContent,
  type ProtocolItem,
  toText,
} from './protocol-content.ts';

type Decision = ProtocolItem['decisions'][number];

const plain: Decision = {
  number: '1.1',
  text: 'Закрыть ямы.',
  responsible: 'Пробный С.',
  dueOn: '2026-12-15',
  expectedResult: '62 места',
};
const votes = { for: 4, against: 1, abstained: 0 };

const lines: [string, Partial<Decision>, string][] = [
  [
    'one nobody votes on',
    { outcome: 'accepted', votes: null },
    '1.1. Закрыть ямы. Ответственный: Пробный С. Срок: 15.12.2026. Результат: 62 места.',
  ],
  [
    'an accepted one',
    { outcome: 'accepted', votes },
    '1.1. Закрыть ямы. Ответственный: Пробный С. Срок: 15.12.2026. Результат: 62 места. Голосовали: за — 4, против — 1, воздержались — 0. Решение принято.',
  ],
  [
    'one that lost binds nobody',
    { outcome: 'rejected', votes: { for: 1, against: 3, abstained: 1 } },
    '1.1. Закрыть ямы. Голосовали: за — 1, против — 3, воздержались — 1. Решение не принято.',
  ],
  [
    'one never put to the vote',
    { outcome: 'unvoted', votes: null },
    '1.1. Закрыть ямы. На голосование не ставилось.',
  ],
  [
    'one that takes an assignment off control',
    {
      responsible: null,
      dueOn: null,
      expectedResult: '',
      outcome: 'accepted',
      votes: null,
      cancels: 'П-3/2026',
    },
    '1.1. Закрыть ямы. Поручение П-3/2026 снимается с контроля.',
  ],
];

test.each(lines)('%s', (_, more, line) => {
  expect(decisionLine({ ...plain, ...more })).toBe(line);
});

describe('the words of a version', () => {
  const content = (decisions: Decision[]): ProtocolContent => ({
    day: '2026-11-24',
    startsAt: '10:00',
    place: 'каб. 305',
    form: 'Очное',
    meetingNumber: 11,
    presiding: { name: 'Главный А.Б.', role: 'chair' },
    secretary: 'Пробный С.',
    present: [],
    absent: [],
    guests: [],
    quorum: '',
    items: [
      {
        number: '1',
        title: 'О ямах',
        speaker: '',
        heard: '',
        speeches: [],
        decisions,
        votes: null,
        opinions: [],
      },
    ],
  });

  it('say apart what was decided and what was not', () => {
    const told = toText(
      content([
        { ...plain, outcome: 'accepted', votes },
        { ...plain, number: '1.2', outcome: 'rejected', votes: { for: 0, against: 3, abstained: 0 } },
      ]),
    );
    expect(told).toMatch(/^Решили: 1\.1\. /mu);
    expect(told).toMatch(/^Не принято: 1\.2\. /mu);
  });

  it('of a protocol made before votes were on decisions stay what they were, and so does its fingerprint', () => {
    const old = content([plain]);
    expect(toText(old)).toContain(
      'Решили: 1.1. Закрыть ямы. Ответственный: Пробный С. Срок: 15.12.2026. Результат: 62 места.',
    );
    expect(hashOfProtocol(old)).toBe('5e8e456b2bef218ffad77ab79d33b936d311712aeffd61422c7d3b10e85bb249');
  });
});
