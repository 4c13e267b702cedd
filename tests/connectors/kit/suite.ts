import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Utterance } from '../../../server/base/networks/index.ts';
import type { FakeFault } from '../../fakes/kit/fake-server.ts';
import { attempt, pullAll, sayOnce } from './drive.ts';
import { describeProfile } from './profile-suite.ts';
import { walkThroughFaults } from './random-faults.ts';
import { readingFaults, startBait } from './reading-faults.ts';
import type { ConnectorWorld, Place, StartWorld } from './world.ts';

const answerTo = (to: Place, text = 'Передали в управление дорог'): Utterance => ({
  id: randomUUID(),
  to,
  text,
});

/** Saying: whatever may have been taken is unknown, is found if it was, and stands there once. */
const speakingFaults: readonly (readonly [string, FakeFault, string])[] = [
  ['429', { kind: 'status', status: 429, retryAfter: 7 }, 'later'],
  ['503', { kind: 'status', status: 503, retryAfter: 7 }, 'later'],
  ['500 before it was taken', { kind: 'status', status: 500 }, 'unknown'],
  ['502 after it was taken', { kind: 'status', status: 502, isAfter: true }, 'unknown'],
  ['a cut before it was taken', { kind: 'cut' }, 'unknown'],
  ['a cut after it was taken', { kind: 'cut', isAfter: true }, 'unknown'],
  ['half of the JSON', { kind: 'broken' }, 'unknown'],
  ['a page of HTML', { kind: 'html' }, 'unknown'],
  ['a huge reply', { kind: 'huge', bytes: 3_000_000 }, 'unknown'],
];

/** What every connector has to withstand. `quick` starts its world with an exchange that ends in a fifth of a second. */
export function describeConnector(title: string, start: StartWorld, faults: number): void {
  describe(title, () => {
    let world: ConnectorWorld;
    beforeEach(async () => {
      world = await start();
    });
    afterEach(async () => {
      expect(world.server.schemaFaults).toEqual([]);
      await world.server.close();
    });

    describe('reading', () => {
      test.each(readingFaults)('%s', async (_title, fault, trouble) => {
        world.comment(world.post('Ремонт дороги'), 'Когда починят?');
        world.server.faults.push(fault);
        const failed = await attempt(world, () => world.connector.pull!(world.access, ''));
        expect(failed).toMatchObject({ trouble });
        if ('retryAfter' in fault) expect(failed).toMatchObject({ failure: { retryAfter: 7000 } });
        const { readings } = await pullAll(world);
        expect(readings.length).toBeGreaterThan(0);
      });

      test('a redirect into the private network is not followed', async () => {
        const bait = await startBait();
        world.server.faults.push({ kind: 'redirect', to: bait.url });
        expect(await attempt(world, () => world.connector.pull!(world.access, ''))).toMatchObject({
          trouble: 'form',
        });
        expect(bait.asked()).toBe(0);
        await bait.close();
      });
    });

    describe('saying', () => {
      test.each(speakingFaults)('%s', async (_title, fault, trouble) => {
        const place = world.comment(world.post('Ремонт дороги'), 'Когда починят?');
        const utterance = answerTo(place);
        world.server.faults.push(fault);
        const since = new Date();
        const failed = await attempt(world, () => world.connector.say!(world.access, utterance));
        expect(failed).toMatchObject({ trouble });
        const isTaken = world.said().length === 1;
        const found = await world.connector.findSaid!(world.access, utterance, since);
        expect(found !== null).toBe(isTaken);
        await sayOnce(world, utterance, () => {});
        if (isTaken && trouble !== 'unknown') throw new Error('It was taken and not called unknown');
        expect(new Set(world.said()).size).toBe(1);
      });

      test('where nothing is wrong it is told at once where it stands, and looked for no further', async () => {
        const post = world.post('Ремонт дороги');
        const places = [
          post,
          world.comment(post, 'Когда починят?'),
          world.message?.('Во дворе темно') ?? post,
        ];
        for (const [at, place] of places.entries()) {
          const utterance = answerTo(place, `Ответ ${at}`);
          const spoken = await world.connector.say!(world.access, utterance);
          expect(await world.connector.findSaid!(world.access, utterance, new Date())).toEqual(spoken);
        }
        expect(world.said()).toHaveLength(3);
      });

      test('a private message is lost after it was taken, found, and not sent again', async () => {
        if (!world.message) return;
        const utterance = answerTo(world.message('Во дворе темно'), 'Здравствуйте! Передали.');
        world.server.faults.push({ kind: 'cut', isAfter: true });
        const spoken = await sayOnce(world, utterance);
        expect(world.said()).toEqual(['Здравствуйте! Передали.']);
        expect(spoken.id).not.toBe('');
      });

      test('clocks that stand minutes apart hide nothing that was said', async () => {
        world.skew(-9 * 60_000);
        const place = world.comment(world.post('Ремонт дороги'), 'Когда починят?');
        world.server.faults.push({ kind: 'cut', isAfter: true });
        await sayOnce(world, answerTo(place));
        expect(world.said()).toHaveLength(1);
      });

      test('the same words to two people are two answers', async () => {
        const post = world.post('Ремонт дороги');
        const [one, other] = [world.comment(post, 'Когда починят?'), world.comment(post, 'И нам!')];
        await sayOnce(world, answerTo(one));
        world.server.faults.push({ kind: 'cut' });
        await sayOnce(world, answerTo(other));
        expect(world.said()).toHaveLength(2);
      });

      test('the page knows its own words when it reads them', async () => {
        const place = world.comment(world.post('Ремонт дороги'), 'Когда починят?');
        const spoken = await sayOnce(world, answerTo(place));
        const { readings } = await pullAll(world);
        const seen = readings.flatMap(({ facts }) => facts).filter((fact) => fact.fact === 'seen');
        expect(seen.find(({ post }) => post.id === spoken.id)?.post).toMatchObject({
          isOwn: true,
          parentId: place.id,
          url: spoken.url,
        });
        expect(seen.find(({ post }) => post.id === place.id)?.post).toMatchObject({
          isOwn: false,
          text: 'Когда починят?',
        });
      });
    });

    describe('what the page shows of itself', () => describeProfile(() => world));

    test('a key that has run out is told by its name, and every function is tried without a throw', async () => {
      const place = world.comment(world.post('Ремонт дороги'), 'Когда починят?');
      for (const { refusal } of await world.connector.tryKeys(world.access)) expect(refusal).toBeNull();
      world.expire();
      const pulled = await attempt(world, () => world.connector.pull!(world.access, ''));
      expect(pulled).toMatchObject({ trouble: 'key' });
      const said = await attempt(world, () => world.connector.say!(world.access, answerTo(place)));
      expect(said).toMatchObject({ trouble: 'key' });
      const tried = await world.connector.tryKeys(world.access);
      expect(tried.some(({ refusal }) => refusal !== null)).toBe(true);
      const words = JSON.stringify([pulled, said, tried]);
      for (const key of Object.values(world.access.keys)) if (key) expect(words).not.toContain(key);
    });

    test('nobody without the secret is let in, and a page without one lets nobody in', () => {
      const { door } = world.connector;
      world.comment(world.post('Ремонт дороги'), 'Когда починят?');
      world.message?.('Во дворе темно');
      for (const delivery of world.deliver()) {
        expect(door!.verify(delivery, world.access)).toBe(true);
        expect(door!.verify(world.forge(delivery, 'wrong-secret-of-mine'), world.access)).toBe(false);
        expect(door!.verify(world.forge(delivery, ''), world.access)).toBe(false);
        expect(door!.verify(delivery, world.withSecret(''))).toBe(false);
        expect(door!.verify(world.forge(delivery, ''), world.withSecret(''))).toBe(false);
      }
      for (const body of ['', '{', 'null', '[]', '"x"', '{"type":1}']) {
        const delivery = { params: {}, headers: {}, body, ip: '10.0.0.1' };
        expect(door!.verify(delivery, world.access)).toBe(false);
        expect(() => door!.read(body, world.access)).toThrow(/не по форме/u);
      }
    });

    test('a seeded walk through faults', { timeout: 600_000 }, async () => {
      const report = await walkThroughFaults(start, 11, faults);
      expect(report.problems).toEqual([]);
      expect(report.faults).toBe(faults);
      expect(report.said).toBeGreaterThan(0);
      expect(report.read).toBeGreaterThan(0);
    });
  });
}
