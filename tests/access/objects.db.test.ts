import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Known } from '../bad-input/sample.ts';
import { allRoutes, routeOf, saidOf } from './asked.ts';
import { expected } from './expected.ts';
import { isForeignTo, type PlaceName, placeNames } from './places.ts';
import type { RoleId } from './role-ids.ts';
import type { CaseThings } from './things.ts';
import { type AccessWorld, askRoute, type MadeCase, makeAccessWorld, missingCase } from './world.ts';

/**
 * Role × object × action for everything that is not a case: letters, visits, photos, samples, flags, differences of the
 * register, parts; imports, bulk runs and sessions of one's own.
 */

let world: AccessWorld;
beforeAll(async () => {
  world = await makeAccessWorld();
});
afterAll(() => world.server.close());

const missing = (): CaseThings => ({
  letterId: randomUUID(),
  signedLetterId: randomUUID(),
  visitId: randomUUID(),
  sampleId: randomUUID(),
  flagId: randomUUID(),
  differenceId: randomUUID(),
  partId: randomUUID(),
  interimId: randomUUID(),
  fileId: randomUUID(),
});

/** How a route calls a thing of a case. */
const calls: Record<string, (things: CaseThings, file: MadeCase) => Known> = {
  'office.change-document': ({ letterId: id }) => ({ id }),
  'office.sign-document': ({ letterId: id }) => ({ id, version: 99 }),
  'office.send-document': ({ signedLetterId: id }) => ({ id, version: 99 }),
  'office.download-document': ({ letterId: id }) => ({ id }),
  'office.close-visit': ({ visitId: id }) => ({ id, result: 'answered', caseNumber: null }),
  'office.reveal-visit': ({ visitId: id }) => ({ id }),
  'quality.give-review': ({ sampleId: id }) => ({ id, verdict: 'good', errors: [] }),
  'quality.decide-flag': ({ flagId: id }) => ({ id }),
  'quality.use-template': (_, { id: caseId }) => ({ id: world.things.templateId, caseId }),
  'reconcile.decide-difference': ({ differenceId: id }) => ({ id, decision: 'keep' }),
};

const things = Object.entries(expected).filter(([, { object }]) => object === 'thing');

test('every thing of a case is tried', () => {
  expect(things.map(([id]) => id).toSorted()).toEqual(Object.keys(calls).toSorted());
});

describe('a thing of a case', () => {
  const pairs = things.flatMap(([id, { door }]) => (door as RoleId[]).map((role) => [id, role] as const));

  test.each(pairs)('%s by %s: a foreign one answers as one that is not there', async (id, role) => {
    const ask = async (of: CaseThings, file: MadeCase): Promise<string> => {
      const more = calls[id]!(of, file);
      const reply = await askRoute(world, routeOf(id), world.limited[role], file, more);
      return saidOf(reply, { ...of, ...file });
    };
    const none = await ask(missing(), missingCase());
    // The own one last: it changes.
    for (const place of placeNames.toReversed()) {
      const said = await ask(world.things.of[place], world.cases[place]);
      if (isForeignTo(role, place)) expect(said, place).toBe(none);
      else if (role === firstOf(id)) expect(said, place).not.toBe(none);
    }
  });

  /** Things that may be decided once: the others of the door find them decided. */
  const firstOf = (id: string): RoleId => (expected[id]!.door as RoleId[])[0]!;
});

/** Parts of a case are asked for beside it: one of a foreign case, beside an own case, is not there. */
const nested: Record<string, (things: CaseThings, file: MadeCase) => Known> = {
  'cases.get-photo-boxes': ({ fileId }) => ({ fileId }),
  'cases.set-photo-boxes': ({ fileId }) => ({ fileId }),
  'cases.reveal-contact': (_, { contactId }) => ({ contactId }),
  'cases.explain-deadline': (_, { clockId }) => ({ clockId }),
  'cases.decide-answer': (_, { answerId }) => ({ answerId }),
  'cases.correct-answer': (_, { answerId }) => ({ answerId }),
  'cases.revoke-executor-link': (_, { linkId }) => ({ linkId }),
  'cases.give-part': ({ partId }) => ({ partId }),
  'cases.return-part': ({ partId }) => ({ partId }),
  'cases.decide-interim': ({ interimId }) => ({ interimId }),
  'office.receive-documents': (_, { clockId }) => ({ termId: clockId }),
};

test('every second parameter of a case is tried', () => {
  const second = allRoutes.filter(
    ({ id, path }) => expected[id]?.object === 'case' && (path.match(/:\w+/gu)?.length ?? 0) > 1,
  );
  expect(second.map(({ id }) => id).filter((id) => !nested[id])).toEqual([]);
});

test.each(Object.keys(nested))('%s: a part of a foreign case is not opened by an own one', async (id) => {
  const file = world.cases.own;
  const { version } = await world.server.app.services.database
    .selectFrom('cases.case_file')
    .select('version')
    .where('id', '=', file.id)
    .executeTakeFirstOrThrow();
  for (const role of expected[id]!.door as RoleId[]) {
    const ask = async (of: CaseThings, other: MadeCase) => {
      const more = { version, ...nested[id]!(of, other) };
      const reply = await askRoute(world, routeOf(id), world.limited[role], file, more);
      return saidOf(reply, { ...of, ...other });
    };
    const none = await ask(missing(), missingCase());
    const foreign = await ask(world.things.of['foreign block'], world.cases['foreign block']);
    expect(foreign, role).toBe(none);
  }
});

describe('photos', () => {
  const readersOf = (role: RoleId, place: PlaceName) => !isForeignTo(role, place);
  const mayReveal = new Set<RoleId>(expected['cases.reveal-contact']!.door as RoleId[]);
  const show = (cookie: string | undefined, fileId: string, variant: string, query = {}) =>
    world.server.inject({
      method: 'GET',
      url: `/api/files/${fileId}/${variant}`,
      query,
      headers: cookie ? { cookie } : {},
    });

  test.each(expected['cases.get-case']!.door as RoleId[])(
    '%s sees those of own cases alone',
    async (role) => {
      for (const place of placeNames) {
        const { fileId } = world.things.of[place];
        for (const variant of ['thumb', 'display']) {
          const { statusCode } = await show(world.limited[role], fileId, variant);
          expect(statusCode, `${place} ${variant}`).toBe(readersOf(role, place) ? 200 : 404);
        }
        const original = await show(world.limited[role], fileId, 'original', { reason: 'Проверка знака' });
        const seen = readersOf(role, place) && mayReveal.has(role);
        expect(original.statusCode, `${place} original`).toBe(seen ? 200 : mayReveal.has(role) ? 404 : 403);
      }
    },
  );

  test('the original leaves a record, and is not given without a reason', async () => {
    const { fileId } = world.things.of.own;
    expect((await show(world.limited.operator, fileId, 'original')).statusCode).toBe(400);
    const count = async () =>
      (
        await world.server.app.pool.query(
          "SELECT count(*)::int AS n FROM audit.record WHERE action = 'files.original-read'",
        )
      ).rows[0].n as number;
    const before = await count();
    await show(world.limited.operator, fileId, 'original', { reason: 'Проверка знака' });
    expect(await count()).toBe(before + 1);
  });

  test('to the public a photo is there only once it was released and its case published', async () => {
    const { fileId } = world.things.of['foreign unit'];
    const { id } = world.cases['foreign unit'];
    const { pool } = world.server.app;
    const everybody = [undefined, world.resident, world.limited.executor];
    const statuses = async (variant: string) =>
      (await Promise.all(everybody.map((cookie) => show(cookie, fileId, variant)))).map(
        (reply) => reply.statusCode,
      );
    expect(await statuses('display')).toEqual([404, 404, 404]);
    await pool.query('UPDATE cases.case_file SET published_at = now() WHERE id = $1', [id]);
    expect(await statuses('display')).toEqual([404, 404, 404]);
    await pool.query('UPDATE files.file SET released = true WHERE id = $1', [fileId]);
    expect(await statuses('display')).toEqual([200, 200, 200]);
    expect(await statuses('original')).toEqual([401, 403, 403]);
    await pool.query('UPDATE cases.case_file SET published_at = NULL WHERE id = $1', [id]);
    expect(await statuses('display')).toEqual([404, 404, 404]);
  });
});
