import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach } from 'vitest';
import { NetworkFailure, type NetworkTrouble } from '../../../server/base/networks/connector.ts';
import { findPublications, publicationEnded, publishAsPage } from '../../../server/base/networks/index.ts';
import { publishDueJob, type Subject } from '../../../server/base/networks/publications/rows.ts';
import type { Ctx } from '../../../server/lib/module/context.ts';
import { runMutation } from '../../../server/lib/module/unit-of-work.ts';
import {
  changeNetworkPage,
  listNetworkPages,
  type NetworkPage,
} from '../../../shared/contract/base/networks.ts';
import { startTestServer, type TestServer } from '../site/server.ts';
import { signInAs } from '../site/sign-in.ts';
import { addPage, joinNetwork, tellNetwork } from './told-network.ts';

export const KIND = 'test-post';

/** A page of ours, of each test its own, in a network that a test tells, and time that goes by as the test says. */
export function openPublishingDesk() {
  const clock = { at: Date.parse('2026-12-01T09:00:00Z') };
  const network = tellNetwork('vk', () => new Date(clock.at));
  const { posts } = network;
  const kept: { server?: TestServer; admin: string; page?: NetworkPage; pages: number } = {
    admin: '',
    pages: 0,
  };
  const server = (): TestServer => kept.server!;
  const page = (): NetworkPage => kept.page!;

  beforeAll(async () => {
    kept.server = await startTestServer();
    moveTo(clock.at);
    joinNetwork(server(), network);
    kept.admin = await signInAs(server(), 'admin');
    // Whoever listens is told by a job of this name.
    server().app.services.listeners.set(publicationEnded.name, ['test.told']);
  });
  afterAll(() => server().close());
  beforeEach(async () => {
    moveTo(clock.at + 3_600_000);
    kept.pages += 1;
    kept.page = await addPage(server(), kept.admin, { externalId: `-${kept.pages}00` });
    // Posts of other tests are looked at no more.
    await server().asOwner('UPDATE networks.publication SET next_at = NULL, change_next_at = NULL');
    for (const faults of Object.values(posts.faults)) faults.length = 0;
    Object.assign(posts, { isSlow: false, isBlind: false });
    posts.publishing.knowsRepeats = false;
    posts.calls.length = 0;
  });

  function moveTo(at: number): void {
    clock.at = at;
    server().setNow(new Date(at).toISOString());
  }

  const asSystem = <T>(work: (ctx: Ctx) => Promise<T>): Promise<T> => {
    const caller = { actor: { kind: 'system', name: 'test' }, requestId: 't', ip: '' } as const;
    return runMutation(server().app.services, caller, work);
  };

  /** So many minutes go by, and what is due by then is done. */
  async function pass(minutes = 0): Promise<void> {
    moveTo(clock.at + minutes * 60_000);
    await asSystem(async (ctx) => ctx.enqueue(publishDueJob, {}));
    await server().drain();
  }

  async function ask(
    text: string,
    given: { inMinutes?: number; pictures?: string[]; subject?: Subject; pageId?: string } = {},
  ): Promise<Subject> {
    const { inMinutes = 0, pictures = [], subject = { kind: KIND, id: randomUUID() } } = given;
    const asked = {
      pageId: given.pageId ?? page().id,
      subject,
      text,
      pictures: pictures.map((fileId) => ({ fileId, alt: 'Мост' })),
      dueAt: new Date(clock.at + inMinutes * 60_000),
    };
    await asSystem((ctx) => publishAsPage(ctx, asked));
    return subject;
  }

  const found = ({ id }: Subject) => asSystem((ctx) => findPublications(ctx, KIND, [id]));

  return {
    posts,
    server,
    page,
    asSystem,
    pass,
    ask,
    now: (): Date => new Date(clock.at),
    /** Asked for now, and a round went by. */
    publish: async (text: string): Promise<Subject> => {
      const subject = await ask(text);
      await server().drain();
      return subject;
    },
    /** A page of somebody else. */
    addStrangers: () => addPage(server(), kept.admin, { externalId: `-${kept.pages}01`, isOwn: false }),
    changePage: async (isActive: boolean, keys: Record<string, string> = {}): Promise<void> => {
      const { id, version, title, url } = page();
      const body = { version, title, url, isOwn: true, isActive, keys };
      await server().call(changeNetworkPage, { params: { id }, body }, kept.admin);
    },
    troubleOf: async (): Promise<string | undefined> =>
      (await server().call(listNetworkPages, {}, kept.admin)).pages.find(({ id }) => id === page().id)
        ?.trouble,
    stateOf: async (subject: Subject) => (await found(subject)).find(({ act }) => act === 'publish'),
    changeOf: async (subject: Subject) => (await found(subject)).find(({ act }) => act !== 'publish'),
    /** What the network took with these words, ever. */
    taken: (text: string) => posts.log.filter((post) => post.text === text),
    /** The next call of the act fails so. */
    fail: (
      act: keyof typeof posts.faults,
      trouble: NetworkTrouble,
      when: 'before' | 'after' = 'before',
      wait?: number,
    ): void => {
      posts.faults[act].push({ when, failure: new NetworkFailure(trouble, `Сеть: ${trouble}`, wait) });
    },
    /** What those who listen were told of a subject since the last time. */
    toldOf: async ({ id }: Subject): Promise<string[]> => {
      const { rows } = await server().asOwner(`
        WITH told AS (DELETE FROM graphile_worker._private_jobs AS job USING graphile_worker._private_tasks AS task
          WHERE task.id = job.task_id AND task.identifier = 'test.told' AND job.payload->>'subjectId' = '${id}'
          RETURNING job.id, payload)
        SELECT payload->>'act' AS act FROM told ORDER BY id`);
      return rows.map(({ act }) => act);
    },
  };
}
