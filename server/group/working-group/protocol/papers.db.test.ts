import { afterAll, beforeAll, expect, it } from 'vitest';
import { readDocument } from '../../../../shared/contract/base/signatures.ts';
import { getAssignment, listAssignments } from '../../../../shared/contract/group/assignments.ts';
import { acknowledgeAssignment } from '../../../../shared/contract/group/assignments-moves.ts';
import { searchArchive } from '../../../../shared/contract/group/working-group-archive.ts';
import { acknowledgeProtocol } from '../../../../shared/contract/group/working-group-papers.ts';
import { getProtocol, signProtocol } from '../../../../shared/contract/group/working-group-protocol.ts';
import { type Group, makeGroup } from '../../../../tests/support/group/group.ts';
import { bringToReview, holdMeeting, password } from '../../../../tests/support/group/protocol.ts';
import { startTestServer, type TestServer } from '../../../../tests/support/site/server.ts';
import { signInAs } from '../../../../tests/support/site/sign-in.ts';

/** What is made of a signed protocol: extracts, the sheet of acquaintance, the archive. */

let server: TestServer;
let group: Group;
let id: string;
let documentId: string;
beforeAll(async () => {
  server = await startTestServer();
  server.setNow('2026-11-24T06:00:00Z');
  group = await makeGroup(server);
  const meeting = await bringToReview(server, group);
  id = meeting.id;
  const body = { version: meeting.version, password };
  const card = await server.call(signProtocol, { params: { id }, body }, group.cookies.deputy);
  documentId = card.documentId!;
  await server.drain();
});
afterAll(() => server.close());

const base = () => `/api/working-group/meetings/${id}`;
const open = (url: string, cookie: string) => server.inject({ method: 'GET', url, headers: { cookie } });
const extract = (person: string, format = 'html') => `${base()}/extract?person=${person}&format=${format}`;

it('an extract has the items of its executor alone, the hash of the signed file, and goes out as Word and PDF', async () => {
  const { cookies, ids } = group;
  const card = await server.call(getProtocol, { params: { id } }, cookies.secretary);
  expect(card.executors).toEqual([
    { personId: ids.member, name: expect.any(String), items: ['1.1'], extract: null },
  ]);
  const page = (await open(extract(ids.member), cookies.secretary)).body;
  const { sha256 } = await server.call(readDocument, { params: { id: documentId } }, cookies.secretary);
  for (const words of ['ВЫПИСКА ИЗ ПРОТОКОЛА', '№ 1/2026', 'закрыть ямы по перечню', 'Выписка верна', sha256])
    expect(page).toContain(words);
  expect(page).not.toContain('О решениях прошлого заседания');
  expect(
    (await open(extract(ids.member, 'docx'), cookies.secretary)).rawPayload.subarray(0, 2).toString(),
  ).toBe('PK');
  const pdf = (await open(extract(ids.member, 'pdf'), cookies.secretary)).rawPayload.toString('latin1');
  expect(pdf).toContain('/StructTreeRoot');
  // Nobody answers by this protocol but the member.
  expect((await open(extract(ids.second), cookies.secretary)).statusCode).toBe(404);
});

it('who executes opens their own extract without reading the group, from the assignment too; nobody else does', async () => {
  const { cookies, ids } = group;
  const operator = await signInAs(server, 'operator');
  expect((await open(extract(ids.member), operator)).statusCode).toBe(404);
  await server.app.pool.query("UPDATE identity.role_grant SET role = 'executor' WHERE person_id = $1", [
    ids.member,
  ]);
  expect((await open(extract(ids.member), cookies.member)).statusCode).toBe(200);
  expect((await open(`${base()}/acquaintance?format=html`, cookies.member)).statusCode).toBe(403);
  const { rows } = await server.call(
    listAssignments,
    { query: { meeting: id, view: 'all' } },
    cookies.secretary,
  );
  const mine = await server.call(getAssignment, { params: { id: rows[0]!.id } }, cookies.secretary);
  expect(mine.extract).toEqual({ meetingId: id, personId: ids.member });
});

it('the sheet names every member with the moment they said so, and the moment they knew their assignment', async () => {
  const { cookies, ids } = group;
  const params = { id };
  const before = await server.call(getProtocol, { params }, cookies.second);
  expect(before.can).toContain('acknowledge');
  expect(before.acquaintance).toHaveLength(5);
  const said = await server.call(acknowledgeProtocol, { params }, cookies.second);
  expect(said.can).not.toContain('acknowledge');
  server.setNow('2026-11-25T06:00:00Z');
  // Said twice, the first word stands.
  await server.call(acknowledgeProtocol, { params }, cookies.second);
  const { rows } = await server.call(
    listAssignments,
    { query: { meeting: id, view: 'all' } },
    cookies.secretary,
  );
  await server.app.pool.query('UPDATE assignments.assignment SET responsible_id = $1 WHERE id = $2', [
    ids.second,
    rows[0]!.id,
  ]);
  const own = { id: rows[0]!.id };
  const { version } = await server.call(getAssignment, { params: own }, cookies.second);
  await server.call(acknowledgeAssignment, { params: own, body: { version } }, cookies.second);
  const after = await server.call(getProtocol, { params }, cookies.secretary);
  const line = after.acquaintance.find(({ personId }) => personId === ids.second)!;
  expect(line).toMatchObject({ at: '2026-11-24T06:00:00.000Z', byName: null });
  expect(line.assignments).toEqual([{ number: 'П-1/2026', acknowledgedAt: '2026-11-25T06:00:00.000Z' }]);
  const sheet = (await open(`${base()}/acquaintance?format=html`, cookies.secretary)).body;
  for (const words of [
    'ЛИСТ ОЗНАКОМЛЕНИЯ',
    'Ознакомлены 2 из 5',
    '24.11.2026, 11:00',
    'П-1/2026: 25.11.2026',
  ])
    expect(sheet).toContain(words);
  await expect(server.app.pool.query('DELETE FROM working_group.acquaintance')).rejects.toThrow(
    'does not change',
  );
});

it('before the signature there is neither, and nothing to acknowledge', async () => {
  const held = await holdMeeting(server, group);
  const url = `/api/working-group/meetings/${held.id}`;
  for (const path of ['acquaintance?format=html', `extract?person=${group.ids.member}&format=html`])
    expect((await open(`${url}/${path}`, group.cookies.secretary)).statusCode).toBe(409);
  const refused = await server.fail(acknowledgeProtocol, { params: { id: held.id } }, group.cookies.second);
  expect(refused.status).toBe(409);
});

it('the archive finds by any form of a word, opens the item, counts by kind, and shows a draft to who keeps it alone', async () => {
  const { cookies } = group;
  const ask = async (q: string, cookie: string, more: Record<string, unknown> = {}) =>
    server.call(searchArchive, { query: { q, ...more } } as never, cookie);
  const observer = await signInAs(server, 'observer');
  const found = await ask('перечня', observer);
  expect(found.counts).toEqual({ protocol: 1, decision: 1, paper: 0 });
  const [protocol, decision] = found.rows;
  expect(protocol).toMatchObject({ kind: 'protocol', protocolNumber: '1/2026', itemId: decision!.itemId });
  expect(decision).toMatchObject({ kind: 'decision', number: '1.1', meetingId: id });
  expect(decision!.titleFound!.filter(({ isHit }) => isHit).map(({ text }) => text)).toEqual(['перечню']);
  // The meeting held above has no protocol yet: its decision is a draft.
  expect((await ask('перечня', cookies.secretary)).counts).toEqual({ protocol: 1, decision: 2, paper: 0 });
  expect((await ask('№ 1/2026', observer, { kind: 'decision' })).rows.map(({ id }) => id)).toEqual([
    decision!.id,
  ]);
  expect((await ask('космодром', observer)).rows).toEqual([]);
  // Every form finds every other, those with a vowel that comes and goes among them.
  for (const form of ['ямы', 'яма', 'ямам', 'ям', 'перечень', 'перечнем', 'перечней', 'закрыли'])
    expect([form, (await ask(form, observer)).counts.decision]).toEqual([form, 1]);
  const first = await ask('перечня', cookies.secretary, { limit: 2 });
  const rest = await ask('перечня', cookies.secretary, { limit: 2, cursor: first.next });
  expect([...first.rows, ...rest.rows].map(({ kind }) => kind).toSorted()).toEqual([
    'decision',
    'decision',
    'protocol',
  ]);
  expect((await ask('', observer, { year: 2025 })).rows).toEqual([]);
  expect(found.years).toEqual([2026]);
});
