import { expect, test } from 'vitest';
import type { SignalFacts } from '../../contract/monitoring/conflict-signals.ts';
import { signalTitle, signalWords } from './conflicts.ts';

const anger = (people: number, minutes: number): SignalFacts => ({
  kind: 'anger',
  people,
  comments: people,
  minutes,
  scope: 'talk',
});
const clash = (given: Partial<Extract<SignalFacts, { kind: 'contradiction' }>>): SignalFacts => ({
  kind: 'contradiction',
  clash: 'day',
  first: '24.11.2026',
  second: '26.11.2026',
  apart: 2,
  ...given,
});

test.each([
  [anger(3, 100), '3 человека за 1 ч 40 мин в одном разговоре'],
  [anger(5, 0), '5 человек меньше чем за минуту в одном разговоре'],
  [clash({}), '«24.11.2026» и «26.11.2026»: расходятся на 2 дня'],
  [clash({ clash: 'hour', apart: 1 }), '«24.11.2026» и «26.11.2026»: расходятся на 1 час'],
  [clash({ clash: 'hour', apart: 1.5 }), '«24.11.2026» и «26.11.2026»: расходятся на 1,5 часа'],
  [
    clash({ clash: 'body', first: 'Горсвет', second: 'УК', apart: null }),
    '«Горсвет» и «УК»: разные ответственные',
  ],
  [
    { kind: 'deleted', by: 'page', minutes: 0, under: 'post' },
    'страница удалила меньше чем через минуту, под нашей записью',
  ],
  [
    { kind: 'deleted', by: 'unknown', minutes: 12, under: 'answer' },
    'кто-то удалил через 12 мин, под нашим ответом',
  ],
  [{ kind: 'promise', promisedOn: '2026-11-05' }, 'обещали к 05.11.2026, о выполнении не сказано'],
  [{ kind: 'late', took: 1860, term: 1440, isAnswered: true }, 'ответили через 1 дн. 7 ч вместо 1 дн.'],
  [{ kind: 'late', took: 180, term: 60, isAnswered: false }, 'без ответа 3 ч, срок 1 ч'],
] satisfies [SignalFacts, string][])('%o: %s', (facts, words) => {
  expect(signalWords(facts).replaceAll('\u00a0', ' ')).toBe(words);
});

test.each([
  [
    { factTitle: 'нет отопления', address: 'пр. Победы, 9', pageTitle: 'Администрация' },
    'Два срока: нет отопления, пр. Победы, 9',
  ],
  [{ factTitle: null, address: null, pageTitle: 'Администрация' }, 'Два срока: Администрация'],
  [{ factTitle: null, address: null, pageTitle: null }, 'Два срока'],
])('%o is called «%s»', (around, title) => {
  expect(signalTitle(clash({}), around)).toBe(title);
});
