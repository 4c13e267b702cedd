import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { modules } from '../../server/modules.ts';
import type { Route } from '../../shared/contract/route.ts';
import { fingerprint, heldMemory } from './effects.ts';
import { findFault } from './judge.ts';
import { listTrials, type Trial, toRequest } from './mutate.ts';
import { makeSample } from './sample.ts';
import { cookieFor, makeWorld, prepareFor, type World } from './world.ts';

/** Share of the corpus each field is tried with; 1 in the soak. The values take turns, so that none is left out. */
const SHARE = Number(process.env.BAD_INPUT_SHARE ?? 0.05);
/** A public field is tried with more. */
const PUBLIC_SHARE = Math.min(1, SHARE * 4);

// A twentieth is 41 thousand requests: two minutes of one of two cores.
vi.setConfig({ testTimeout: Math.max(300_000, SHARE * 3_600_000) });

/** What ends the caller's own session, or stands apart with tests of its own (files, floods). */
const APART = ['identity.sign-out', 'identity.sign-out-everywhere', 'channels.receive-event'];
const routes: Route[] = modules
  .flatMap((module) => module.routes ?? [])
  .map(({ route }) => route)
  .filter(
    (route) => !route.upload && !APART.includes(route.id) && (route.params || route.query || route.body),
  );

let world: World;
beforeAll(async () => {
  world = await makeWorld();
});
afterAll(() => world.server.close());

let address = 0;
/** Each request comes from an address of its own: the limits by address are not what is tried here. */
function send(trial: Trial) {
  address += 1;
  const from = `10.${(address >> 16) & 255}.${(address >> 8) & 255}.${address & 255}`;
  return world.server.inject({
    ...trial.request,
    headers: { ...trial.request.headers, 'x-forwarded-for': from },
  });
}

interface Course {
  sent: number;
  faults: string[];
  refused: Trial[];
  unmet: string[];
}

async function tryRoute(route: Route, course: Course): Promise<void> {
  const { known, reset } = await prepareFor(world, route);
  const cookie = cookieFor(world, route);
  const headers: Record<string, string> = cookie ? { cookie } : {};
  const fresh = () => makeSample(route, known);
  await reset();
  const first = await send({ name: route.id, request: toRequest(route, fresh(), headers) });
  if (first.statusCode >= 400)
    course.unmet.push(`${route.id} ${first.statusCode} ${first.body.slice(0, 300)}`);
  await reset();
  const share = route.access === 'public' || route.access === 'link' ? PUBLIC_SHARE : SHARE;
  for (const trial of listTrials(route, fresh, headers, share)) {
    const reply = await send(trial);
    course.sent += 1;
    if (reply.statusCode < 400) await reset();
    const fault = findFault(reply);
    if (fault) course.faults.push(`${trial.name} → ${fault}`);
    if (reply.statusCode >= 400) course.refused.push(trial);
  }
}

it('answers every bad request of every route with a success or a Russian refusal, and a refusal changes nothing', async () => {
  const course: Course = { sent: 0, faults: [], refused: [], unmet: [] };
  const before = heldMemory();
  // Routes of one module go one after another: what one of them has taken may be what another is refused for.
  const waiting = [...Map.groupBy(routes, ({ id }) => id.split('.')[0]!).values()];
  const walk = async () => {
    for (let own = waiting.pop(); own; own = waiting.pop())
      for (const route of own) await tryRoute(route, course);
  };
  await Promise.all([walk(), walk(), walk()]);
  console.log(`${course.sent} запросов, отказов ${course.refused.length}`);
  // Most samples must be good requests: else every reply would be the same refusal. What a sample cannot make by itself
  // (a key of a device, a code of a letter) is refused whole.
  expect(course.unmet.length, course.unmet.join('\n')).toBeLessThan(routes.length / 4);
  expect(course.faults).toEqual([]);
  expect(course.sent).toBeGreaterThan(2000);

  await world.server.drain();
  // A burst of wrong tries tells people of it; here each refusal stands for itself.
  await world.server.app.services.database.deleteFrom('identity.attempt').execute();
  const untouched = await fingerprint(world.server);
  const accepted: string[] = [];
  for (const trial of course.refused) {
    const reply = await send(trial);
    if (reply.statusCode < 400) accepted.push(trial.name);
  }
  expect(accepted).toEqual([]);
  expect(await fingerprint(world.server)).toEqual(untouched);
  // What the test itself keeps of its requests grows with the routes: the server's memory alone is judged.
  course.refused.length = 0;
  expect(heldMemory() - before).toBeLessThan(64);
});
