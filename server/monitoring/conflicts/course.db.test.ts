import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Evidence } from '../../../shared/contract/monitoring/conflict-signals.ts';
import {
  type Hearing,
  heardPage,
  openHearing,
  putHeardPages,
  seenFact,
} from '../../../tests/support/networks/heard-posts.ts';
import { asSystem } from '../../../tests/support/site/cases.ts';
import { startTestServer, type TestServer } from '../../../tests/support/site/server.ts';
import type { SeenPost } from '../../base/networks/index.ts';
import { readCourse } from './course.ts';

/** How people went on around what was said officially, by quarters of an hour. */

let server: TestServer;
let hearing: Hearing;

beforeAll(async () => {
  server = await startTestServer();
  server.setNow('2026-11-24T08:45:00Z');
  hearing = openHearing(server);
  await putHeardPages(server);
});
afterAll(() => server.close());

const at = (clock: string): string => `2026-11-24T${clock}Z`;

/** A comment of the talk, a calm one of a stranger unless it is said otherwise. */
async function say(clock: string, given: Partial<SeenPost> = {}, page = heardPage): Promise<string> {
  const post = hearing.fresh({
    threadId: 'talk',
    parentId: 'talk',
    text: 'Спасибо, ждём',
    postedAt: new Date(at(clock)),
    ...given,
  });
  await hearing.hear([seenFact(post)], page);
  return String((await hearing.rowOf(post.id))?.id);
}

const evidence = (clock: string, given: Partial<Evidence> = {}): Evidence => ({
  id: randomUUID(),
  kind: 'post',
  isOwn: false,
  network: 'vk',
  pageTitle: 'Администрация',
  unitTitle: null,
  at: at(clock),
  text: '',
  signals: [],
  url: '',
  goneAt: null,
  isForgotten: false,
  seal: null,
  incidentId: null,
  ...given,
});
const course = (given: readonly Evidence[]) => asSystem(server, (ctx) => readCourse(ctx, given));
/** Columns that are not empty. */
const columns = (counts: readonly number[] | undefined) =>
  Object.fromEntries((counts ?? []).flatMap((count, column) => (count === 0 ? [] : [[column, count]])));

describe('the course', () => {
  test('of nothing, or where nobody commented, is none', async () => {
    expect(await course([])).toBeNull();
    expect(await course([evidence('07:40:00')])).toBeNull();
  });

  test('is of one comment as well, and ends an hour after the latest evidence', async () => {
    const id = await say('06:30:00', { threadId: 'lone', parentId: 'lone' });
    const found = await course([evidence('06:00:00'), evidence('06:30:00', { id }), evidence('06:10:00')]);
    expect(found).toMatchObject({ from: at('03:30:00.000'), minutes: 15, said: [] });
    expect(columns(found?.other)).toEqual({ 12: 1 });
  });

  test('is of the comments of its talks within four hours, angry ones apart', async () => {
    const angry = { text: 'Позор! Лёд у садика на Титова, 14 никто не чистит' };
    const id = await say('07:30:00', angry);
    for (const clock of ['04:45:00', '07:44:59', '08:45:00']) await say(clock);
    // Too early, too late, the page’s own, no comment, of another talk, of another network.
    for (const clock of ['04:44:59', '08:45:01']) await say(clock);
    await say('07:31:00', { isOwn: true });
    await say('07:31:00', { kind: 'message' });
    await say('07:31:00', { threadId: 'other', parentId: 'other' });
    await say('07:31:00', {}, { ...heardPage, network: 'ok' });
    const forgotten = await say('07:32:00', { id: 'forgotten' });
    await server.asOwner(`UPDATE posts.post SET forgotten_at = now() WHERE id = '${forgotten}'`);
    // An incident brings in its talk.
    const member = await say('08:44:00', { threadId: 'of-incident', parentId: 'of-incident' });
    const incident = randomUUID();
    await server.asOwner(
      `INSERT INTO incidents.incident (id, number, title, status, importance, origin, offer, opened_at, last_posted_at)
       VALUES ('${incident}', 'И-1', 'Яма', 'sorted', 'normal', 'own-page', '{}', now(), now());
       INSERT INTO incidents.member (post_id, incident_id, at, by_name) VALUES ('${member}', '${incident}', now(), 'Отклик')`,
    );
    const own = (clock: string, pageTitle: string) => evidence(clock, { isOwn: true, pageTitle });
    const found = await course([
      evidence('07:30:00', { id }),
      evidence('07:40:00', { kind: 'reply', incidentId: incident }),
      own('08:45:00', 'последняя'),
      own('04:45:00', 'первая'),
      own('04:44:59', 'раньше'),
      own('08:45:01', 'позже'),
    ]);
    expect(found?.from).toBe(at('04:45:00.000'));
    expect(columns(found?.angry)).toEqual({ 11: 1 });
    expect(columns(found?.other)).toEqual({ 0: 1, 11: 1, 15: 2 });
    expect([found?.angry.length, found?.other.length]).toEqual([16, 16]);
    expect(found?.said.map(({ who }) => who)).toEqual(['последняя', 'первая']);
  });
});
