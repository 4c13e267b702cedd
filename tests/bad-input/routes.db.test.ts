import type { LightMyRequestResponse } from 'fastify';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { modules } from '../../server/modules.ts';
import type { Route } from '../../shared/contract/route.ts';
import { fingerprint, heldMemory } from './effects.ts';
import { findFault } from './judge.ts';
import { listTrials, type Plan, type Trial, toRequest } from './mutate.ts';
import { findUnmet, planTrials } from './plan.ts';
import { makeSample, type Sample } from './sample.ts';
import { cookieFor, makeWorld, prepareFor, type World } from './world.ts';

/** Share of the corpus each field is tried with at least: two values, which take turns (plan.ts); 1 in the soak. */
const SHARE = Number(process.env.BAD_INPUT_SHARE ?? 0.02);
/** A public field is tried with more. */
const PUBLIC_SHARE = Math.min(1, SHARE * 4);

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
  /** By route and the way it refused. */
  refused: Map<string, Trial[]>;
  unmet: string[];
}

interface Ready {
  route: Route;
  fresh: () => Sample;
  reset: () => Promise<void>;
  plan: Plan;
}

const shareOf = ({ access }: Route): number =>
  access === 'public' || access === 'link' ? PUBLIC_SHARE : SHARE;

/** Every route with a case of its own and what it will be tried with. */
async function makeReady(): Promise<Ready[]> {
  const prepared = new Map<Route, Omit<Ready, 'route' | 'plan'>>();
  for (const route of routes) {
    const { known, reset } = await prepareFor(world, route);
    prepared.set(route, { fresh: () => makeSample(route, known), reset });
  }
  const samples = new Map([...prepared].map(([route, { fresh }]) => [route, fresh()]));
  const plans = planTrials(samples, shareOf);
  expect(findUnmet(plans)).toEqual([]);
  return [...prepared].map(([route, held]) => ({ route, ...held, plan: plans.get(route)! }));
}

async function tryRoute({ route, fresh, reset, plan }: Ready, course: Course): Promise<void> {
  const cookie = cookieFor(world, route);
  const headers: Record<string, string> = cookie ? { cookie } : {};
  await reset();
  const first = await send({ name: route.id, request: toRequest(route, fresh(), headers) });
  if (first.statusCode >= 400)
    course.unmet.push(`${route.id} ${first.statusCode} ${first.body.slice(0, 300)}`);
  await reset();
  for (const trial of listTrials(route, fresh, headers, plan)) {
    const reply = await send(trial);
    course.sent += 1;
    if (reply.statusCode < 400) await reset();
    const fault = findFault(reply);
    if (fault) course.faults.push(`${trial.name} → ${fault}`);
    if (fault || reply.statusCode < 400) continue;
    const way = `${route.id} ${wayOf(reply)}`;
    const known = course.refused.get(way) ?? [];
    if (known.length === 0 || SHARE === 1) course.refused.set(way, [...known, trial]);
  }
}

/** How a request was refused: with what code, for which fields. */
function wayOf({ statusCode, body }: LightMyRequestResponse): string {
  const { code, fields = {} } = JSON.parse(body) as { code?: string; fields?: object };
  return [statusCode, code, ...Object.keys(fields)].join(' ');
}

/** Those tried again: of a way to refuse one stands for all, in the soak each for itself. */
const again = ({ refused }: Course): Trial[] => [...refused.values()].flat();

it('answers every bad request of every route with a success or a Russian refusal, and a refusal changes nothing', async () => {
  const course: Course = { sent: 0, faults: [], refused: new Map(), unmet: [] };
  const ready = await makeReady();
  // Routes of one module go one after another: what one of them has taken may be what another is refused for.
  const waiting = [...Map.groupBy(ready, ({ route }) => route.id.split('.')[0]!).values()];
  const walk = async () => {
    for (let own = waiting.pop(); own; own = waiting.pop())
      for (const one of own) await tryRoute(one, course);
  };
  await Promise.all([walk(), walk(), walk()]);
  const refused = again(course);
  console.log(`${course.sent} запросов, повторено отказов ${refused.length}, доля ${SHARE}`);
  // Most samples must be good requests: else every reply would be the same refusal. What a sample cannot make by itself
  // (a key of a device, a code of a letter) is refused whole.
  expect(course.unmet.length, course.unmet.join('\n')).toBeLessThan(routes.length / 4);
  expect(course.faults).toEqual([]);
  expect(course.sent).toBeGreaterThan(2000);

  await world.server.drain();
  // A burst of wrong tries tells people of it; here each refusal stands for itself.
  await world.server.app.services.database.deleteFrom('identity.attempt').execute();
  const untouched = await fingerprint(world.server);
  // What is filled on first use (statements, templates, words of refusals) is there by now: the same requests hold nothing more.
  const warm = heldMemory();
  const accepted: string[] = [];
  for (const trial of refused) {
    const reply = await send(trial);
    if (reply.statusCode < 400) accepted.push(trial.name);
  }
  expect(accepted).toEqual([]);
  expect(await fingerprint(world.server)).toEqual(untouched);
  const grown = heldMemory() - warm;
  console.log(`память выросла на ${Math.round(grown)} МБ за второй круг`);
  expect(grown).toBeLessThan(12);
});
