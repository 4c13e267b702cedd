import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { NetworkPost, Publishing } from '../../../server/base/networks/index.ts';
import type { FakeFault } from '../../fakes/kit/fake-server.ts';
import { attempt } from './drive.ts';
import type { PublishingWorld } from './world.ts';

/** What each fault means where a post is published: whatever may have been taken is unknown. */
const publishingFaults: readonly (readonly [string, FakeFault, string])[] = [
  ['429', { kind: 'status', status: 429, retryAfter: 7 }, 'later'],
  ['503', { kind: 'status', status: 503, retryAfter: 7 }, 'later'],
  ['500 before it was taken', { kind: 'status', status: 500 }, 'unknown'],
  ['502 after it was taken', { kind: 'status', status: 502, isAfter: true }, 'unknown'],
  ['a cut before it was taken', { kind: 'cut' }, 'unknown'],
  ['a cut after it was taken', { kind: 'cut', isAfter: true }, 'unknown'],
  ['half of the JSON', { kind: 'broken' }, 'unknown'],
  ['a page of HTML', { kind: 'html' }, 'unknown'],
  ['a huge reply', { kind: 'huge', bytes: 3_000_000 }, 'unknown'],
  ['a redirect', { kind: 'redirect', to: 'http://127.0.0.1:9/' }, 'unknown'],
];
const readingFaults: readonly (readonly [string, FakeFault])[] = publishingFaults.map(([title, fault]) => [
  title,
  fault,
]);

const picture = { bytes: Buffer.from([0xff, 0xd8, 0xff, 0xe0, 1, 2, 3]), alt: 'Новый асфальт' };
const makePost = (text = 'Открыли движение по мосту'): NetworkPost => ({
  id: randomUUID(),
  text,
  pictures: [],
});

/** What every connector that publishes has to withstand. */
export function describePublishing(title: string, start: () => Promise<PublishingWorld>): void {
  describe(`${title}, publishing`, () => {
    let world: PublishingWorld;
    let own: Publishing;
    beforeEach(async () => {
      world = await start();
      own = world.connector.publishing!;
    });
    afterEach(async () => {
      expect(world.server.schemaFaults).toEqual([]);
      await world.server.close();
    });
    const upload = () => own.upload(world.access, picture);
    const publish = (post: NetworkPost) => own.publish(world.access, post);
    const find = (text: string, since = new Date()) => own.findPublished(world.access, text, since);
    const look = (id: string) => own.look(world.access, id);
    const textsThere = (): string[] => world.posts().map(({ text }) => text);

    test('a post with pictures is told by its number, seen, and found by its words', async () => {
      const post = { ...makePost(), pictures: [await upload(), await upload()] };
      const spoken = await publish(post);
      expect(world.posts()).toEqual([{ ...spoken, text: post.text, pictures: 2 }]);
      expect(spoken.url).toMatch(/^https:\/\//u);
      expect(await look(spoken.id)).toEqual({ text: post.text });
      expect(await find(`  ${post.text} `)).toEqual([spoken]);
      expect(await find('Другие слова')).toEqual([]);
    });

    test('the same words twice are two posts, both found, the oldest first; what was there before is not', async () => {
      const first = await publish(makePost());
      const second = await publish(makePost());
      expect(await find(makePost().text)).toEqual([first, second]);
      expect(await find(makePost().text, new Date(Date.now() + 3_600_000))).toEqual([]);
    });

    test.each(publishingFaults)('%s', async (_title, fault, trouble) => {
      const post = makePost();
      world.server.faults.push(fault);
      expect(await attempt(world, () => publish(post))).toMatchObject({ trouble });
      // Nobody sends a post again by himself.
      expect(world.server.calls.filter(world.isPublishing)).toHaveLength(1);
      const isTaken = textsThere().length === 1;
      expect(await find(post.text)).toHaveLength(isTaken ? 1 : 0);
      if (trouble === 'later') expect(isTaken).toBe(false);
    });

    test.each(readingFaults)(
      'a picture beside %s is not there, which is never unknown, and goes again',
      async (_, fault) => {
        world.server.faults.push(fault);
        const failed = await attempt(world, upload);
        expect('trouble' in failed ? failed.trouble : '').toMatch(/^(?:later|form)$/u);
        const post = { ...makePost(), pictures: [await upload()] };
        await publish(post);
        expect(world.posts()).toMatchObject([{ pictures: 1 }]);
      },
    );

    test.each(readingFaults)('a look beside %s says nothing of whether it stands', async (_, fault) => {
      const { id } = await publish(makePost());
      world.server.faults.push(fault);
      const failed = await attempt(world, () => look(id));
      expect('trouble' in failed ? failed.trouble : '').toMatch(/^(?:later|form)$/u);
    });

    test('what somebody took down is seen as gone, and found no more', async () => {
      const { id } = await publish(makePost());
      world.takeDown(id);
      expect(await look(id)).toBeNull();
      expect(await find(makePost().text)).toEqual([]);
    });

    test('is changed and taken down where the network has a way; twice does no harm', async () => {
      const { id } = await publish({ ...makePost(), pictures: [await upload()] });
      const { edit, remove } = own;
      if (edit) {
        const pictures = [await upload()];
        for (let time = 0; time < 2; time += 1)
          await edit(world.access, id, { text: 'Исправлено', pictures });
        expect(await look(id)).toEqual({ text: 'Исправлено' });
        expect(world.posts()).toMatchObject([{ id, pictures: 1 }]);
        world.server.faults.push({ kind: 'cut' });
        const cut = await attempt(world, () => edit(world.access, id, { text: 'Ещё', pictures }));
        expect(cut).toMatchObject({ trouble: 'unknown' });
      }
      if (!remove) return;
      world.server.faults.push({ kind: 'cut' });
      expect(await attempt(world, () => remove(world.access, id))).toMatchObject({ trouble: 'unknown' });
      await remove(world.access, id);
      expect(await look(id)).toBeNull();
      expect(await attempt(world, () => remove(world.access, id))).toMatchObject({ trouble: 'missing' });
    });

    test('the longest text goes, and one longer is no concern of the network', async () => {
      await publish(makePost('Ё'.repeat(own.textLimit)));
      expect(textsThere()[0]).toHaveLength(own.textLimit);
    });

    test('what is published faster than the network allows is not refused: it is kept apart', async () => {
      for (let at = 0; at < 40; at += 1) await publish(makePost(`Запись ${at}`));
      expect(world.posts()).toHaveLength(40);
      expect(world.server.calls).toHaveLength(40);
    });

    test('a key that has run out is told by its name, whatever is asked', async () => {
      const { id } = await publish(makePost());
      world.expire();
      const asked: (() => Promise<unknown>)[] = [
        upload,
        () => publish(makePost()),
        () => find('Слова'),
        () => look(id),
        ...(own.edit ? [() => own.edit!(world.access, id, { text: 'Другое', pictures: [] })] : []),
        ...(own.remove ? [() => own.remove!(world.access, id)] : []),
      ];
      for (const ask of asked) expect(await attempt(world, ask)).toMatchObject({ trouble: 'key' });
    });

    test('an address names a post of this page alone', async () => {
      const { id, url } = await publish(makePost());
      if (!own.idOfUrl) return;
      expect(own.idOfUrl(world.access, `${url}?from=feed`)).toBe(id);
      expect(own.idOfUrl(world.access, url.replaceAll(world.access.pageId, '42'))).toBeNull();
      expect(own.idOfUrl(world.access, 'https://example.org/')).toBeNull();
    });
  });
}
