import { afterAll, beforeAll, expect, it } from 'vitest';
import { listAssignments } from '../../../shared/contract/group/assignments.ts';
import * as moves from '../../../shared/contract/group/assignments-moves.ts';
import * as counted from '../../../shared/contract/group/counted.ts';
import { readOpenCounted } from '../../../shared/contract/group/counted-open.ts';
import { addMeasure, markProgress } from '../../../shared/contract/group/roadmap.ts';
import { signProtocol } from '../../../shared/contract/group/working-group-protocol.ts';
import {
  comeRound,
  countIn,
  lettersOf,
  makeGround,
  putDiscussion,
} from '../../../tests/support/group/counted-desk.ts';
import { type Group, makeGroup } from '../../../tests/support/group/group.ts';
import { bringToReview, password } from '../../../tests/support/group/protocol.ts';
import { submitCase } from '../../../tests/support/site/cases.ts';
import { startTestServer, type TestServer } from '../../../tests/support/site/server.ts';
import { signInAs, signInResident } from '../../../tests/support/site/sign-in.ts';

/** What is carried out elsewhere comes to the account by itself: decisions of the group, measures of the roadmap. */

let server: TestServer;
let group: Group;
let secretary: string;
beforeAll(async () => {
  server = await startTestServer();
  server.setNow('2026-11-24T06:00:00Z');
  group = await makeGroup(server);
  secretary = group.cookies.secretary;
});
afterAll(() => server.close());

const sources = async (kind: counted.SourceKind) =>
  (await server.call(counted.findSources, { query: { kind } }, secretary)).sources;
const despite = 'Яма из этого перечня';

it('a decision of a signed protocol takes a case in; its accepted assignment is told to the author', async () => {
  const review = await bringToReview(server, group);
  expect(await sources('decision')).toEqual([]);
  const body = { version: review.version, password };
  await server.call(signProtocol, { params: { id: review.id }, body }, group.cookies.deputy);
  await server.drain();
  const [decision] = await sources('decision');
  expect(decision).toMatchObject({ title: 'Закрыть ямы по перечню.' });
  const ground = await makeGround(server, secretary, { kind: 'decision', refId: decision!.refId });
  expect(ground.label).toMatch(/^Протокол № 1\/2026 от 24\.11\.2026, п\. 1\.1$/u);
  expect(ground.can).toEqual(['change', 'link']);
  const mine = await submitCase(server, { email: 'vera@demo.invalid', phone: undefined });
  await countIn(server, secretary, ground.id, { kind: 'case', target: mine.number, despite });
  const { grounds } = await server.call(
    counted.listCountedAtMeeting,
    { params: { id: review.id } },
    group.cookies.member,
  );
  expect(grounds).toMatchObject([{ id: ground.id, links: [{ kind: 'case' }] }]);

  // The words of a meeting are for who reads the group; the result is its assignment's alone.
  const editor = await signInAs(server, 'editor');
  const params = { id: ground.id };
  expect(await server.call(counted.readGround, { params }, editor)).toMatchObject({ title: '', href: null });
  const choose = async (words: string, cookie: string) =>
    (await server.call(counted.findSources, { query: { kind: 'decision', words } }, cookie)).sources;
  expect(await choose('ямы', secretary)).toMatchObject([{ title: 'Закрыть ямы по перечню.' }]);
  expect(await choose('ямы', editor)).toEqual([]);
  expect(await choose('1/2026', editor)).toMatchObject([{ refId: decision!.refId, title: '' }]);
  expect(await choose('%', secretary)).toEqual([]);
  const find = async (words: string, cookie: string) =>
    (await server.call(counted.listGrounds, { query: { words } }, cookie)).grounds.map(({ id }) => id);
  expect(await find('ямы', secretary)).toEqual([ground.id]);
  expect(await find('ямы', editor)).toEqual([]);
  const { version } = await server.call(counted.readGround, { params }, secretary);
  const told = { version, words: 'Ямы по перечню закрыты', on: '2026-11-24' };
  expect((await server.fail(counted.recordGroundResult, { params, body: told }, secretary)).status).toBe(409);

  const { rows } = await server.call(
    listAssignments,
    { query: { meeting: review.id, view: 'all' } },
    secretary,
  );
  const at = { params: { id: rows[0]!.id } };
  const acknowledged = { ...at, body: { version: await versionOf(at.params.id) } };
  await server.call(moves.acknowledgeAssignment, acknowledged, group.cookies.member);
  const begun = { ...at, body: { version: await versionOf(at.params.id) } };
  await server.call(moves.beginAssignment, begun, group.cookies.member);
  const report = { text: 'Закрыли', evidence: [{ kind: 'figure' as const, title: 'Ям', value: '62' }] };
  await server.call(
    moves.reportAssignment,
    { ...at, body: { ...report, version: await versionOf(at.params.id) } },
    group.cookies.member,
  );
  await server.call(
    moves.acceptReport,
    { ...at, body: { version: await versionOf(at.params.id) } },
    secretary,
  );
  await comeRound(server, '2026-11-24T06:05:00Z');
  expect((await server.call(counted.readGround, { params }, secretary)).result).toBeNull();
  for (const minute of ['11', '22', '33']) await comeRound(server, `2026-11-24T06:${minute}:00Z`);
  expect((await server.call(counted.readGround, { params }, secretary)).result).toEqual({
    words: '',
    on: '2026-11-24',
  });
  const [letter, ...more] = await lettersOf(server, 'case-counted-result');
  expect(more).toEqual([]);
  expect(letter).toMatchObject({ recipient: 'vera@demo.invalid' });
  // Neither what was decided nor what was reported: the number of the protocol alone.
  expect(letter!.text).toContain('Протокол № 1/2026');
  expect(letter!.text).not.toMatch(/перечню|Закрыли/u);
});

async function versionOf(id: string): Promise<number> {
  const { rows } = await server.app.pool.query<{ version: number }>(
    'SELECT version FROM assignments.assignment WHERE id = $1',
    [id],
  );
  return rows[0]!.version;
}

it('a measure of the roadmap is carried out by its mark there', async () => {
  server.setNow('2026-11-24T07:00:00Z');
  const fields = { section: 'Организация', title: 'Открыть приёмную', clause: '', result: '', ownerId: null };
  const made = await server.call(
    addMeasure,
    { body: { ...fields, fromDay: '2026-11-01', dueOn: '2026-12-01' } },
    secretary,
  );
  const measure = made.measures[0]!;
  const ground = await makeGround(server, secretary, { kind: 'measure', refId: measure.id });
  expect(ground.label).toBe('Мероприятие дорожной карты: Открыть приёмную');
  const done = { version: measure.version, readiness: 100, note: 'Открыли', evidence: 'Приказ' };
  await server.call(markProgress, { params: { id: measure.id }, body: done }, secretary);
  await comeRound(server, '2026-11-24T07:05:00Z');
  expect((await server.call(counted.readGround, { params: { id: ground.id } }, secretary)).result).toEqual({
    words: '',
    on: '2026-11-24',
  });
});

it('the author of a remark is written to once, by the discussion', async () => {
  server.setNow('2026-11-24T08:00:00Z');
  await signInResident(server, 'anna@demo.invalid');
  const { rows } = await server.app.pool.query<{ id: string }>(
    `UPDATE identity.person SET email_verified = true, email_verified_at = now() WHERE email = 'anna@demo.invalid' RETURNING id`,
  );
  const discussion = await putDiscussion(server, { personId: rows[0]!.id });
  const act = await makeGround(server, secretary);
  await countIn(server, secretary, act.id, { kind: 'remark', target: discussion.taken, despite });
  for (const minute of ['11', '22']) await comeRound(server, `2026-11-24T08:${minute}:00Z`);
  const letters = await lettersOf(server, 'discussion-told');
  expect(letters.map(({ recipient }) => recipient)).toEqual(['anna@demo.invalid']);
  expect(letters[0]!.text).toContain('Учтено: Постановление о ремонте дорог № 12');
  const open = await server.call(readOpenCounted, { params: { kind: 'discussion', id: discussion.id } });
  expect(open.grounds).toMatchObject([{ url: 'https://city.example/12' }]);
});
