import { randomUUID } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { findPublications, publishAsPage } from '../../../server/base/networks/index.ts';
import { startWorker } from '../../../server/lib/jobs/worker.ts';
import type { Ctx } from '../../../server/lib/module/context.ts';
import { runMutation } from '../../../server/lib/module/unit-of-work.ts';
import { modules } from '../../../server/modules.ts';
import { createNetworkPage } from '../../../shared/contract/base/networks.ts';
import { startVkFake } from '../../fakes/vk/vk-fake.ts';
import { startTestServer } from '../../support/site/server.ts';
import { signInAs } from '../../support/site/sign-in.ts';

/** The slowest network there is: three requests a second of a key. Each page has an administrator's alone, by which it is read too. */

const POSTS = Number(process.env.PLAYED_POSTS ?? 1000);
const PAGES = 30;
const KIND = 'minute-post';
const { PLAYED = '' } = process.env;

const sleep = (ms: number) => new Promise((done) => setTimeout(done, ms));

test('a thousand posts at one moment', { timeout: 600_000 }, async () => {
  const fake = await startVkFake({ communities: PAGES });
  const server = await startTestServer({ OTKLIK_POOL: '20' });
  const { services, tasks } = server.app;
  const asSystem = <T>(work: (ctx: Ctx) => Promise<T>) =>
    runMutation(services, { actor: { kind: 'system', name: 'minute' }, requestId: 'm', ip: '' }, work);
  const admin = await signInAs(server, 'admin');
  const pages: string[] = [];
  for (const { group, tokens } of fake.communities) {
    const [user] = [...tokens].find(([, kind]) => kind === 'user')!;
    const body = { network: 'vk', externalId: String(group.id), title: group.name, url: '', isOwn: true };
    const { id } = await server.call(
      createNetworkPage,
      { body: { ...body, unitId: null, baseUrl: fake.server.url, keys: { user } } },
      admin,
    );
    pages.push(id);
  }
  const takenAt = new Map<string, number>();
  let refused = 0;
  fake.server.drawFault = ({ path, body }) => {
    if (path === '/method/wall.post') takenAt.set(new URLSearchParams(body).get('message') ?? '', Date.now());
    return undefined;
  };
  const due = Date.now() + 45_000;
  const ids: string[] = [];
  for (let at = 0; at < POSTS; at += 1) {
    const id = randomUUID();
    ids.push(id);
    await asSystem((ctx) =>
      publishAsPage(ctx, {
        pageId: pages[at % PAGES]!,
        subject: { kind: KIND, id },
        text: `Запись ${at}`,
        pictures: [],
        dueAt: new Date(due),
      }),
    );
  }
  expect(Date.now()).toBeLessThan(due);
  const jobs = modules.flatMap((module) => module.jobs ?? []);
  const worker = await startWorker({ services, tasks, jobs });
  let published = 0;
  while (published < POSTS && Date.now() < due + 240_000) {
    await sleep(500);
    const rows = await asSystem((ctx) => findPublications(ctx, KIND, ids));
    published = rows.filter(({ state }) => state === 'published').length;
    refused = Math.max(refused, rows.filter(({ reason }) => /слишком много/u.test(reason)).length);
  }
  const seen = (Date.now() - due) / 1000;
  await worker.stop();
  const late = [...takenAt.values()].map((at) => (at - due) / 1000).toSorted((a, b) => a - b);
  const nth = (share: number): number =>
    Math.round((late[Math.ceil(late.length * share) - 1] ?? Infinity) * 10) / 10;
  const there = fake.communities.flatMap(({ posts }) => posts.map(({ text }) => text));
  const played = {
    posts: POSTS,
    pages: PAGES,
    published,
    refused,
    median: nth(0.5),
    p99: nth(0.99),
    last: nth(1),
    seen: Math.round(seen),
  };
  if (PLAYED) writeFileSync(PLAYED, JSON.stringify(played));
  const inFives = late.reduce<number[]>((sums, at) => {
    const slot = Math.floor(at / 5);
    sums[slot] = (sums[slot] ?? 0) + 1;
    return sums;
  }, []);
  console.log(JSON.stringify(played), JSON.stringify(inFives), process.cpuUsage(), fake.server.calls.length);
  await server.close();
  await fake.server.close();
  expect(new Set(there).size).toBe(POSTS);
  expect(there).toHaveLength(POSTS);
  expect(late[0]).toBeGreaterThanOrEqual(0);
  expect(played.p99).toBeLessThanOrEqual(30);
});
