import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import * as acts from '../../../shared/contract/monitoring/incident-acts.ts';
import * as contract from '../../../shared/contract/monitoring/incidents.ts';
import { DAY, HOUR, MINUTE } from '../../../shared/time.ts';
import {
  type IncidentDesk,
  memberOf,
  openIncidentDesk,
} from '../../../tests/support/networks/incident-desk.ts';
import { deliverEvent, makePost, readingOf } from '../../../tests/support/networks/told-network.ts';
import { drawPicture } from '../../../tests/support/pictures.ts';
import { asSystem } from '../../../tests/support/site/cases.ts';
import { signInAs } from '../../../tests/support/site/sign-in.ts';
import type { NetworkFact } from '../../base/networks/index.ts';
import { runMutation } from '../../lib/module/unit-of-work.ts';
import { accessPicture } from '../incidents/picture-access.ts';
import { forgetWordsJob } from '../incidents/retention.ts';
import { holdPost, releasePost } from './hold.ts';
import { publishedPosts } from './own-posts.ts';
import { keepDuePicturesJob } from './pictures.ts';

const NOW = Date.parse('2026-11-24T09:00:00Z');

let desk: IncidentDesk;
let site: Server;
let elsewhere: Server;
let picture: Buffer;
const asked: string[] = [];

const originOf = (server: Server): string => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

/** A network's store of pictures. */
const serve = (): Promise<Server> =>
  new Promise((done) => {
    const server = createServer((request, response) => {
      asked.push(request.url ?? '');
      if (request.url === '/gone.jpg') return response.writeHead(404).end();
      if (request.url === '/busy.jpg') return response.writeHead(503).end();
      response.setHeader('content-type', 'image/jpeg');
      response.end(request.url === '/words.jpg' ? '<html>no picture</html>' : picture);
    });
    server.listen(0, '127.0.0.1', () => done(server));
  });

beforeAll(async () => {
  picture = await drawPicture('png');
  [desk, site, elsewhere] = await Promise.all([openIncidentDesk(), serve(), serve()]);
  await desk.server.asOwner(`UPDATE networks.page SET base_url = '${originOf(site)}'`);
});
afterAll(async () => {
  site.close();
  elsewhere.close();
  await desk.server.close();
});

const enqueue = async (job: typeof keepDuePicturesJob | typeof forgetWordsJob): Promise<void> => {
  const caller = { actor: { kind: 'system' as const, name: 'test' }, requestId: 't', ip: '' };
  await runMutation(desk.server.app.services, caller, async (ctx) => ctx.enqueue(job, {}));
  await desk.server.drain();
};

/** The network tells something. */
const hear = async (key: string, fact: NetworkFact): Promise<void> => {
  await deliverEvent(desk.server, desk.page, readingOf(key, fact));
  await desk.server.drain();
};

const picturesOf = async (id: string) => memberOf(await desk.read(id)).pictures;
const statesOf = async (id: string) =>
  (await picturesOf(id)).map(({ state, reason }) => (reason ? `${state}: ${reason}` : state));

test('a picture is kept as it came, shown to who sees the incident, and goes out with the evidence', async () => {
  const url = `${originOf(site)}/yard.png`;
  const card = await desk.comment({ pictures: [url], authorId: 'kept' });
  const [kept] = memberOf(card).pictures;
  expect(kept).toMatchObject({ url, state: 'kept', fileId: expect.any(String), reason: '' });
  const open = (cookie: string) =>
    desk.server.inject({ url: `/api/files/${kept?.fileId}/thumb`, headers: { cookie } });
  expect((await open(desk.operator)).headers['content-type']).toBe('image/jpeg');
  expect((await open(await signInAs(desk.server, 'secretary'))).statusCode).toBe(404);
  expect((await open('')).statusCode).toBe(404);
  expect(await asSystem(desk.server, (ctx) => accessPicture(ctx, kept?.fileId ?? ''))).toBe('denied');

  const warc = await desk.server.inject({
    url: `/api/incidents/${card.id}/evidence`,
    headers: { cookie: desk.operator },
  });
  const text = warc.rawPayload.toString('latin1');
  expect(text).toContain(`WARC-Target-URI: ${url}`);
  expect(text).toContain('Content-Type: image/png');
  expect(warc.rawPayload.includes(picture)).toBe(true);
});

test('what is no picture, or is not given, is said so; a network that is busy is asked again four times', async () => {
  const urls = ['gone.jpg', 'words.jpg', 'busy.jpg', 'yard.png'].map((name) => `${originOf(site)}/${name}`);
  const card = await desk.comment({ pictures: urls, authorId: 'missed' });
  const others = ['missed: Сеть ответила 404', 'missed: Это не картинка'];
  expect(await statesOf(card.id)).toEqual([...others, 'waiting: Сеть ответила 503', 'kept']);
  const timesAsked = () => asked.filter((path) => path === '/busy.jpg').length;
  let now = NOW;
  for (const [at, minutes] of [1, 10, 60, 360].entries()) {
    desk.server.setNow(new Date(now + minutes * MINUTE - 1000).toISOString());
    await enqueue(keepDuePicturesJob);
    expect(timesAsked()).toBe(at + 1);
    now += minutes * MINUTE;
    desk.server.setNow(new Date(now).toISOString());
    await enqueue(keepDuePicturesJob);
    expect(timesAsked()).toBe(at + 2);
  }
  expect(await statesOf(card.id)).toEqual([...others, 'missed: Сеть ответила 503', 'kept']);
  await enqueue(keepDuePicturesJob);
  expect(timesAsked()).toBe(5);
  desk.server.setNow(new Date(NOW).toISOString());
});

test('nothing is fetched from inside the private network but from the page itself', async () => {
  const before = asked.length;
  const card = await desk.comment({
    pictures: [`${originOf(elsewhere)}/yard.png`, 'http://169.254.169.254/latest', 'file:///etc/passwd'],
    authorId: 'inside',
  });
  expect(await statesOf(card.id)).toEqual(Array(3).fill('missed: По этому адресу не ходим'));
  expect(asked.length).toBe(before);
});

test('of a look ten pictures are kept; an edited look is seen with its own', async () => {
  const urls = Array.from({ length: 12 }, (_, at) => `${originOf(site)}/many-${at}.png`);
  const card = await desk.comment({ pictures: urls, authorId: 'many' });
  const states = await statesOf(card.id);
  expect(states).toEqual([...Array(10).fill('kept'), 'missed', 'missed']);
  const id = 'many-pictures';
  const first = makePost({ id, authorId: 'edits', pictures: [`${originOf(site)}/before.png`] });
  const { id: incidentId } = await desk.comment(first);
  const edited = {
    ...first,
    text: 'На Титова, 14 теперь так',
    pictures: [`${originOf(site)}/after.png`],
    editedAt: new Date('2026-11-24T08:58:00Z'),
  };
  await hear('edited', { fact: 'seen', post: edited });
  const shown = memberOf(await desk.read(incidentId));
  expect(shown).toMatchObject({ text: edited.text, pictures: [{ url: edited.pictures[0], state: 'kept' }] });
  const at = new Date('2026-11-24T08:59:00Z');
  await hear('gone', { fact: 'gone', id, at, by: 'author' });
  // Of two words of one moment the one that it is gone holds.
  await hear('back', { fact: 'restored', id, at });
  const { rows } = await desk.server.app.pool.query(
    'SELECT external_id FROM posts.post WHERE gone_at IS NOT NULL',
  );
  expect(rows).toEqual([{ external_id: id }]);
});

test('a post of ours taken off at the very hour it has to stand till has stood', async () => {
  const posted = Date.parse('2026-11-23T04:00:00Z');
  for (const [id, hours] of [
    ['stood', 24],
    ['fell', 23],
  ] as const) {
    const post = { id, kind: 'post', threadId: id, parentId: null, isOwn: true, authorId: '-1' } as const;
    await hear(id, { fact: 'seen', post: makePost({ ...post, postedAt: new Date(posted) }) });
    await hear(`${id}-gone`, { fact: 'gone', id, at: new Date(posted + hours * HOUR), by: 'page' });
  }
  const asked = {
    pageIds: [desk.page.id],
    from: new Date(posted),
    to: new Date(posted + DAY),
    standHours: 24,
  };
  const posts = await asSystem(desk.server, (ctx) => publishedPosts.list(ctx, asked));
  expect(posts.map(({ url, counts }) => [url.split('/').at(-1), counts]).toSorted()).toEqual([
    ['fell', 'removed'],
    ['stood', 'stood'],
  ]);
});

test('a picture that was kept cannot be changed, and leaves with the words at the end of their term', async () => {
  const card = await desk.comment({
    pictures: [`${originOf(site)}/opinion.png`],
    text: 'Погода нынче не та, что раньше',
    authorId: 'opinion',
  });
  const [kept] = memberOf(card).pictures;
  for (const change of [
    "url = 'http://other.example/'",
    `sha256 = repeat('0', 64)`,
    "state = 'missed', file_id = NULL",
    "state = 'forgotten', url = '', file_id = NULL, sha256 = NULL",
  ])
    await expect(
      desk.server.asOwner(`UPDATE posts.picture SET ${change} WHERE file_id = '${kept?.fileId}'`),
      change,
    ).rejects.toThrow(/never changed/u);
  await expect(desk.server.asOwner('DELETE FROM posts.picture')).rejects.toThrow(/never changed/u);

  await desk.server.call(
    acts.dismissIncident,
    { params: { id: card.id }, body: { version: card.version, reason: 'opinion' } },
    desk.operator,
  );
  desk.server.setNow(new Date(NOW + 30 * DAY).toISOString());
  // Somebody may still object to what was done with it: it stays until nobody holds it.
  const { id: postId } = memberOf(card);
  await asSystem(desk.server, (ctx) => holdPost(ctx, postId, 'test', null));
  await enqueue(forgetWordsJob);
  const held = await desk.server.asOwner(`SELECT forgotten_at FROM posts.post WHERE id = '${postId}'`);
  expect(held.rows).toEqual([{ forgotten_at: null }]);
  await asSystem(desk.server, (ctx) => releasePost(ctx, postId, 'test'));
  await enqueue(forgetWordsJob);
  const { rows } = await desk.server.asOwner(
    `SELECT picture.state, picture.url, file_id, sha256 IS NULL AS is_lost FROM posts.picture AS picture JOIN posts.post ON post.id = post_id WHERE kept_at IS NOT NULL AND post.forgotten_at IS NOT NULL`,
  );
  expect(rows).toContainEqual({ state: 'forgotten', url: '', file_id: null, is_lost: false });
  const files = await desk.server.asOwner(`SELECT 1 FROM files.file WHERE id = '${kept?.fileId}'`);
  expect(files.rows).toEqual([]);
  const again = await desk.server.call(contract.readIncident, { params: { id: card.id } }, desk.operator);
  expect(memberOf(again).pictures).toEqual([]);
});
