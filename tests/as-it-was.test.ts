import { expect, test } from 'vitest';
import { clockOf, requireLiving } from '../server/lib/as-it-was.ts';
import { readConfig } from '../server/lib/config.ts';
import { runRoute } from '../server/lib/http/plain-door.ts';
import type { Services } from '../server/lib/module/unit-of-work.ts';
import { modules } from '../server/modules.ts';

/** A city out of a copy is looked at and nothing in it is changed. */

const asOf = new Date('2026-11-30T09:07:00Z');
const handlers = modules.flatMap((module) => module.routes ?? []);
const changing = handlers.filter(({ route }) => route.method !== 'GET' && !route.readOnly);
const services = { config: { asOf, city: 'kamensk-uralsky' } } as unknown as Services;
const base = { DATABASE_URL: 'postgres://x' };

/** What a route does in it before it reads anything: nothing is handed to it but its word. */
function callIn(city: Services, handler: (typeof handlers)[number]): string {
  try {
    void runRoute(city, handler, {} as never, {}, {} as never).catch(() => {});
    return 'let in';
  } catch (error) {
    return (error as { code?: string }).code ?? String(error);
  }
}

test('every route that changes anything is refused, and those one comes in and goes out by are not', () => {
  const isEntry = (id: string): boolean =>
    [
      'identity.enter-by-second-factor',
      'identity.set-password',
      'identity.sign-in-by-password',
      'identity.sign-out',
    ].includes(id);
  const wrong = changing
    .filter((handler) => (callIn(services, handler) === 'lib.as-it-was') === isEntry(handler.route.id))
    .map(({ route }) => route.id);
  expect(changing.length).toBeGreaterThan(400);
  expect(wrong).toEqual([]);
});

test('reading goes on, and a city that lives refuses nothing', () => {
  const reading = handlers.filter(({ route }) => route.method === 'GET' || route.readOnly);
  expect(reading.filter((handler) => callIn(services, handler) === 'lib.as-it-was')).toEqual([]);
  expect(() => requireLiving({ asOf: null, city: '' }, {})).not.toThrow();
});

test('its clock begins at its moment and goes on', async () => {
  const now = clockOf({ asOf });
  const first = now().getTime() - asOf.getTime();
  expect(first).toBeGreaterThanOrEqual(0);
  expect(first).toBeLessThan(60_000);
  await new Promise((done) => setTimeout(done, 20));
  expect(now().getTime() - asOf.getTime()).toBeGreaterThan(first);
  expect(Math.abs(clockOf({ asOf: null })().getTime() - Date.now())).toBeLessThan(60_000);
});

test('it is started for its pages alone, at a moment that is one', () => {
  const moment = { OTKLIK_AS_OF: asOf.toISOString() };
  expect(readConfig({ ...base, ...moment, OTKLIK_ONLY: 'web' }).asOf).toEqual(asOf);
  expect(readConfig(base).asOf).toBeNull();
  for (const only of ['', 'worker'])
    expect(() => readConfig({ ...base, ...moment, OTKLIK_ONLY: only })).toThrow('OTKLIK_ONLY=web');
  expect(() => readConfig({ ...base, OTKLIK_ONLY: 'web', OTKLIK_AS_OF: 'вчера' })).toThrow('OTKLIK_AS_OF');
});
