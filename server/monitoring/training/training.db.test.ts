import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import {
  actInTraining,
  downloadCertificate,
  endTraining,
  listTraining,
  readTraining,
  startTraining,
} from '../../../shared/contract/monitoring/training.ts';
import { fingerprint } from '../../../tests/bad-input/effects.ts';
import { startTestServer, type TestServer } from '../../../tests/support/site/server.ts';
import { signInAs, signInStaff } from '../../../tests/support/site/sign-in.ts';
import { trainingPack } from './pack.ts';

/** A shift is played by its clock, judged, and touches nothing of the city. */

let server: TestServer;
let operator: string;
let other: string;

beforeAll(async () => {
  server = await startTestServer();
  operator = await signInAs(server, 'operator');
  other = (await signInStaff(server, 'operator', { slug: 'other-learner' })).cookie;
});
beforeEach(async () => {
  server.setNow('2026-11-24T09:00:00Z');
  await server.asOwner('TRUNCATE training.session CASCADE');
});
afterAll(() => server.close());

/** So many minutes of real time after the beginning. */
const minutesOn = (minutes: number) =>
  server.setNow(new Date(Date.UTC(2026, 10, 24, 9) + minutes * 60_000).toISOString());
type Speed = 1 | 2 | 5 | 10;
const start = (speed: Speed = 1, isExam = false, cookie = operator) =>
  server.call(startTraining, { body: { scenario: 'storm', speed, isExam } }, cookie);
const read = (id: string, cookie = operator) => server.call(readTraining, { params: { id } }, cookie);
type Body = Parameters<typeof bodyOf>[1];
const bodyOf = (
  event: string,
  given: {
    act: 'answer' | 'join' | 'dismiss' | 'flag';
    words?: string;
    reason?: 'spam' | 'ad' | 'provocation' | 'no-question' | 'not-our-territory' | 'opinion';
    toEvent?: string;
  },
) => ({
  event,
  words: '',
  reason: null,
  toEvent: null,
  ...given,
});
const act = (id: string, event: string, given: Body) =>
  server.call(actInTraining, { params: { id }, body: bodyOf(event, given) }, operator);
const refuse = (id: string, event: string, given: Body) =>
  server.fail(actInTraining, { params: { id }, body: bodyOf(event, given) }, operator);
const shown = async (id: string) => (await read(id)).events.map((event) => event.id);

describe('a shift', () => {
  test('shows what has appeared by its minute, at the speed that was chosen', async () => {
    const { id } = await start(5);
    expect(await shown(id)).toEqual([]);
    minutesOn(0.2);
    expect(await shown(id)).toEqual(['main']);
    minutesOn(1);
    expect(await shown(id)).toEqual(['same', 'ad', 'main']);
    minutesOn(12);
    const whole = await read(id);
    expect(whole).toMatchObject({ isOver: true, endsAt: '2026-11-24T09:12:00.000Z', minutes: 60 });
    expect(whole.events).toHaveLength(16);
  });

  test('tells of a mistake at once in training, with why', async () => {
    const { id } = await start();
    minutesOn(6);
    const { events } = await act(id, 'main', { act: 'answer', words: 'Разберёмся' });
    expect(events.find((one) => one.id === 'main')).toMatchObject({
      done: { act: 'answer', words: 'Разберёмся', afterMinutes: 5 },
      mistakes: ['no-substance'],
      why: expect.stringMatching(/водоводе/u),
    });
    expect(events.find((one) => one.id === 'same')).toMatchObject({ done: null, mistakes: null, why: null });
    minutesOn(18);
    const later = await read(id);
    expect(later.events.find((one) => one.id === 'same')).toMatchObject({ mistakes: ['missed'] });
    expect(later.result).toBeNull();
  });

  test('that is an exam tells of mistakes only once it is over', async () => {
    const { id } = await start(10, true);
    minutesOn(0.6);
    const { events } = await act(id, 'main', { act: 'join', toEvent: 'same' });
    expect(events.every(({ mistakes, why }) => mistakes === null && why === null)).toBe(true);
    const over = await server.call(endTraining, { params: { id } }, operator);
    expect(over).toMatchObject({ isOver: true, endsAt: '2026-11-24T09:00:36.000Z' });
    expect(over.events.find((one) => one.id === 'main')?.mistakes).toEqual(['wrong-act']);
    expect(over.result).toMatchObject({ isPassed: false });
    minutesOn(2);
    expect(await server.call(endTraining, { params: { id } }, operator)).toEqual(over);
  });

  test('takes one act for each thing that has appeared, and asks for what it needs', async () => {
    const { id } = await start();
    minutesOn(6);
    expect((await refuse(id, 'troll', { act: 'dismiss', reason: 'spam' })).fields).toHaveProperty('event');
    expect((await refuse(id, 'ad', { act: 'dismiss' })).fields).toHaveProperty('reason');
    expect((await refuse(id, 'main', { act: 'answer' })).fields).toHaveProperty('words');
    expect((await refuse(id, 'same', { act: 'join' })).fields).toHaveProperty('toEvent');
    expect((await refuse(id, 'same', { act: 'join', toEvent: 'same' })).fields).toHaveProperty('toEvent');
    expect((await refuse(id, 'same', { act: 'flag', toEvent: 'troll' })).fields).toHaveProperty('toEvent');
    await act(id, 'same', { act: 'join', toEvent: 'main' });
    expect((await refuse(id, 'same', { act: 'join', toEvent: 'main' })).detail).toMatch(/уже решили/u);
    minutesOn(60);
    expect((await refuse(id, 'main', { act: 'answer', words: 'Бригада едет' })).detail).toMatch(/окончена/u);
  });

  test('is one at a time for a person, and theirs alone', async () => {
    const { id } = await start();
    const again = { body: { scenario: 'storm', speed: 1 as const, isExam: false } };
    expect((await server.fail(startTraining, again, operator)).detail).toMatch(/уже идёт/u);
    await start(1, false, other);
    expect((await server.fail(readTraining, { params: { id } }, other)).status).toBe(404);
    expect((await server.call(listTraining, {}, other)).sessions.map((one) => one.id)).not.toContain(id);
    minutesOn(60);
    await start();
    const { sessions, scenarios } = await server.call(listTraining, {}, operator);
    expect(sessions.map(({ isOver }) => isOver)).toEqual([false, true]);
    expect(scenarios).toMatchObject([{ id: 'storm', minutes: 60, events: 16 }]);
    const wrong = { body: { scenario: 'calm', speed: 1 as const, isExam: false } };
    expect((await server.fail(startTraining, wrong, other)).fields).toHaveProperty('scenario');
  });
});

const answers: Record<string, string> = {
  main: 'Бригада Водоканала уже выехала, спасибо.',
  dry: 'Воду вернут к 18:00, подвоз воды у дома 14.',
  rumour: 'Это не подтвердилось: Роспотребнадзор взял пробы воды, она чистая.',
  phone: 'Сейчас свяжемся с вами в личных сообщениях.',
  again: 'Точный срок уточняем, напишем через 20 минут.',
  pit: 'Бригада оградит яму в течение часа.',
  done: 'Трубы промывают: слейте воду 15 минут и пока её не пейте.',
};

/** Plays all of it without a mistake, each thing a minute after it has appeared. */
async function playWell(id: string): Promise<void> {
  const [scenario] = trainingPack.on('2026-11-24').scenarios;
  for (const { id: event, minute, right } of scenario?.events ?? []) {
    if (!right) continue;
    minutesOn(minute + 1);
    const [reason] = right.reasons;
    await act(id, event, {
      act: right.act,
      words: answers[event] ?? '',
      ...(right.act === 'dismiss' && reason && { reason: reason as 'spam' }),
      ...(right.to && { toEvent: right.to }),
    });
  }
}

test('whoever does all that is right passes, and has a certificate; whoever does not, a protocol', async () => {
  const { id } = await start(1, true);
  const ask = (format: string, of = id) =>
    server.inject({
      method: 'GET',
      url: `${downloadCertificate.path.replace(':id', of)}?format=${format}`,
      headers: { 'x-otklik': '1', cookie: operator },
    });
  expect((await ask('html')).statusCode).toBe(409);
  await playWell(id);
  minutesOn(60);
  expect((await read(id)).result).toMatchObject({
    share: 100,
    isPassed: true,
    mistakes: [],
    medianMinutes: 1,
  });
  const paper = await ask('html');
  expect(paper.body).toMatch(/СВИДЕТЕЛЬСТВО/u);
  expect(paper.body).toMatch(/Ошибок нет/u);
  // The body whose exam it was, and the day it ended.
  expect(paper.body).toContain('Администрация');
  expect(paper.body).toMatch(/24\.11\.2026/u);
  expect((await ask('docx')).headers['content-type']).toMatch(/wordprocessingml/u);

  const poor = await start(1, true);
  server.setNow('2026-11-24T11:30:00Z');
  const protocol = await ask('html', poor.id);
  expect(protocol.body).toMatch(/ПРОТОКОЛ/u);
  expect(protocol.body).toMatch(/противоречие не замечено/u);

  const plain = await start();
  await server.call(endTraining, { params: { id: plain.id } }, operator);
  expect((await ask('html', plain.id)).statusCode).toBe(409);
});

test('nothing of it reaches anything of the city: every table stays as it was but its own and the journal', async () => {
  await server.drain();
  const before = await fingerprint(server);
  const { id } = await start();
  await playWell(id);
  await server.call(endTraining, { params: { id } }, operator);
  await server.drain();
  const now = await fingerprint(server);
  const changed = Object.keys(now).filter((table) => now[table] !== before[table]);
  expect(changed.filter((table) => !/^(?:audit|training)\./u.test(table))).toEqual([]);
  expect(changed).toContain('training.act');
});
