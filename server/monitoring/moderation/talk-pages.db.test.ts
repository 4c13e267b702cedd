import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as contract from '../../../shared/contract/monitoring/moderation.ts';
import * as acts from '../../../shared/contract/monitoring/moderation-acts.ts';
import { memberOf } from '../../../tests/support/networks/incident-desk.ts';
import { type ModerationDesk, openModerationDesk } from '../../../tests/support/networks/moderation-desk.ts';

/** What of a talk is offered to be taken off: by whom, from which pages, and what of it no more. */

let m: ModerationDesk;

beforeAll(async () => {
  m = await openModerationDesk();
  // Another page of ours stands beside.
  await m.server.asOwner(
    `INSERT INTO networks.page (id, network, external_id, title, url, is_own, next_pull_at, created_at, created_by_name)
     VALUES (gen_random_uuid(), 'vk', '-77', 'А вторая', 'https://network.example/2', true, now() + interval '1 day', now(), 'Отклик')`,
  );
});
afterAll(() => m.server.close());

type Incident = Awaited<ReturnType<ModerationDesk['advertise']>>;

/** Comments of a talk that are offered, by their number in the network. */
async function offered(incident: Incident, cookie = m.operator): Promise<string[]> {
  const params = { id: incident.id };
  const { comments } = await m.server.call(contract.readTalkModeration, { params }, cookie);
  const ids = comments.map(({ postId }) => postId);
  const { rows } = await m.server.asOwner('SELECT id, external_id FROM posts.post');
  return rows.flatMap(({ id, external_id: name }) => (ids.includes(id) ? [name] : [])).toSorted();
}

const setPost = (name: string, set: string) =>
  m.server.asOwner(`UPDATE posts.post SET ${set} WHERE external_id = '${name}'`);
const setPage = (set: string) => m.server.asOwner(`UPDATE networks.page SET ${set}`);

describe('of a talk is offered', () => {
  /** Three comments of one talk: its incident has the first. */
  async function openTalk(): Promise<{ incident: Incident; names: [string, string, string] }> {
    const thread = `talk-${m.count()}`;
    const names: [string, string, string] = [`${thread}-a`, `${thread}-b`, `${thread}-c`];
    for (const id of names) await m.advertise({ id, threadId: thread, parentId: thread });
    return { incident: await m.find(names[0]), names };
  }

  test('every comment that stands on a page of ours, but for those that somebody takes off already', async () => {
    const { incident, names } = await openTalk();
    expect(await offered(incident)).toEqual(names);
    await m.hide(incident);
    expect(await offered(incident)).toEqual(names.slice(1));
    await m.server.drain();
    expect(await offered(incident)).toEqual(names.slice(1));
  });

  test.each([
    ['what our own page says', 'is_own = true', 'is_own = false'],
    ['what is gone', `gone_at = now(), gone_by = 'author'`, 'gone_at = NULL, gone_by = NULL'],
    ['what was let go by its term', 'forgotten_at = now()', 'forgotten_at = NULL'],
    ['a post', `kind = 'post'`, `kind = 'comment'`],
  ])('not %s', async (_, set, back) => {
    const { incident, names } = await openTalk();
    await setPost(names[1], set);
    expect(await offered(incident)).toEqual([names[0], names[2]]);
    await setPost(names[1], back);
    expect(await offered(incident)).toEqual(names);
  });

  test('nothing of a page that is not ours, and nothing may be taken off there', async () => {
    const { incident } = await openTalk();
    const body = await m.bodyFor(incident);
    const waits = await m.hide(await m.advertise(), 2);
    await setPage('is_own = false');
    expect(await offered(incident)).toEqual([]);
    const problem = await m.server.fail(contract.hideComment, { body }, m.operator);
    expect(problem.fields?.postId).toMatch(/не на нашей странице/u);
    const look = { params: { id: waits.id }, body: { version: waits.version, agrees: true } };
    expect((await m.server.fail(acts.lookSecond, look, m.approver)).detail).toMatch(/убирать нечего/u);
    await setPage('is_own = true');
  });

  test('by hand alone what a page that is turned off has', async () => {
    const { incident } = await openTalk();
    const ways = async () =>
      (await m.readTalk(incident)).comments.map(({ hides, mayRestore }) => [hides, mayRestore]);
    expect(new Set((await ways()).flat())).toEqual(new Set(['deletes', true]));
    await setPage('is_active = false');
    expect(new Set((await ways()).flat())).toEqual(new Set(['hand', false]));
    await setPage('is_active = true');
  });

  test('the rules in force when it was written, and the name its author had in the words that are judged', async () => {
    const incident = await m.advertise({ authorName: 'Окна Плюс' });
    await setPost(`c-${(await post(incident, 'external_id')).slice(2)}`, `author_name = 'Другое имя'`);
    const talk = await m.readTalk(incident);
    expect(talk.comments).toMatchObject([{ authorName: 'Окна Плюс' }]);
    expect(talk.rules.map(({ number }) => number)).toEqual([1, 2, 3, 4, 5, 6]);
    expect(new Set(talk.comments.flatMap(({ ruleIds }) => ruleIds))).toEqual(
      new Set(talk.rules.map(({ id }) => id)),
    );
  });

  const post = async (incident: Incident, column: string): Promise<string> => {
    const { rows } = await m.server.asOwner(
      `SELECT ${column} AS value FROM posts.post WHERE id = '${memberOf(incident).id}'`,
    );
    return rows[0].value;
  };

  test('to whoever may take off alone: others read what was decided', async () => {
    const incident = await m.advertise();
    const read = (cookie: string) =>
      m.server.call(contract.readTalkModeration, { params: { id: incident.id } }, cookie);
    expect(await read(m.operator)).toMatchObject({ comments: [{}], can: ['hide'] });
    expect(await read(m.approver)).toMatchObject({ comments: [], can: [] });
    const act = await m.hide(incident);
    expect(await read(m.operator)).toMatchObject({ comments: [], acts: [{ id: act.id }], can: [] });
    expect(await read(m.approver)).toMatchObject({ comments: [], acts: [{ id: act.id }], can: [] });
    await m.server.drain();
  });
});

describe('a comment may be taken off anew', () => {
  const again = async (incident: Incident): Promise<void> => {
    expect((await m.readTalk(incident)).comments).toHaveLength(1);
    await m.hide(incident);
    expect((await m.readTalk(incident)).comments).toEqual([]);
    await m.server.drain();
  };

  test('that a second person let stand', async () => {
    const incident = await m.advertise();
    const { id, version } = await m.hide(incident, 2);
    const body = { version, agrees: false, note: 'Это спор' };
    await m.server.call(acts.lookSecond, { params: { id }, body }, m.approver);
    await again(incident);
  });

  test('about which its first decision was withdrawn', async () => {
    const incident = await m.advertise();
    const { id, version } = await m.hide(incident, 2);
    await m.server.call(acts.withdrawAct, { params: { id }, body: { version, reason: 'Рано' } }, m.operator);
    await again(incident);
  });

  test('that was put back', async () => {
    const incident = await m.advertise();
    const { id } = await m.hide(incident);
    await m.server.drain();
    await m.appeal(await m.readAct(id));
    await m.decide(await m.readAct(id, m.approver), 'granted');
    await m.server.drain();
    await again(incident);
  });
});

test('a comment nobody has kept a look of is not taken off', async () => {
  const incident = await m.advertise();
  const body = await m.bodyFor(incident);
  await m.server.asOwner(`ALTER TABLE posts.sight DISABLE TRIGGER USER;
    DELETE FROM posts.sight WHERE post_id = '${body.postId}'; ALTER TABLE posts.sight ENABLE TRIGGER USER`);
  const problem = await m.server.fail(contract.hideComment, { body }, m.operator);
  expect(problem.fields?.postId).toMatch(/Снимка комментария нет/u);
});
