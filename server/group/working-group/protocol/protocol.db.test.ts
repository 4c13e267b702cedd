import { execFile } from 'node:child_process';
import { rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkDocument, readDocument } from '../../../../shared/contract/base/signatures.ts';
import { listAssignments } from '../../../../shared/contract/group/assignments.ts';
import { writeHeard } from '../../../../shared/contract/group/working-group-live.ts';
import * as contract from '../../../../shared/contract/group/working-group-protocol.ts';
import { type Group, makeGroup, readMeeting } from '../../../../tests/support/group/group.ts';
import { bringToReview, holdMeeting, password } from '../../../../tests/support/group/protocol.ts';
import { startTestServer, type TestServer } from '../../../../tests/support/site/server.ts';
import { verifyDocuments } from '../../../base/signatures/verify.ts';

let server: TestServer;
let group: Group;
beforeAll(async () => {
  server = await startTestServer();
  server.setNow('2026-11-24T06:00:00Z');
  group = await makeGroup(server);
});
afterAll(() => server.close());

const file = (id: string, format: string) =>
  server.inject({
    method: 'GET',
    url: `/api/working-group/meetings/${id}/protocol/file?format=${format}`,
    headers: { cookie: group.cookies.member },
  });

it('goes from the record of the meeting to the signature of the deputy, returned once, with what changed', async () => {
  const { cookies } = group;
  const held = await holdMeeting(server, group);
  const params = { id: held.id };
  let card = await server.call(
    contract.composeProtocol,
    { params, body: { version: held.version } },
    cookies.secretary,
  );
  expect(card).toMatchObject({ state: 'protocol_draft', isStale: false, differences: [], number: null });
  card = await server.call(
    contract.reviewProtocol,
    { params, body: { version: card.version } },
    cookies.secretary,
  );
  const objection = { params, body: { stance: 'object' as const, text: 'Не назван объём работ' } };
  await server.call(contract.remarkProtocol, objection, cookies.member);
  await server.call(contract.remarkProtocol, { params, body: { stance: 'agree' } }, cookies.second);
  const back = { params, body: { version: card.version, reason: 'Уточните, какие улицы' } };
  card = await server.call(contract.returnProtocol, back, cookies.deputy);
  expect(card.state).toBe('protocol_draft');
  expect(card.remarks.map(({ stance, text }) => [stance, text])).toEqual([
    ['object', 'Не назван объём работ'],
    ['agree', ''],
    ['object', 'Уточните, какие улицы'],
  ]);
  const itemId = held.agenda[0]!.id;
  const heard = { version: card.version, heard: 'Осмотрены улицы Титова и Мира, составлен перечень мест.' };
  await server.call(writeHeard, { params: { ...params, itemId }, body: heard }, cookies.secretary);
  card = await server.call(contract.getProtocol, { params }, cookies.secretary);
  expect(card).toMatchObject({ isStale: true, can: ['compose', 'review'] });
  card = await server.call(
    contract.reviewProtocol,
    { params, body: { version: card.version } },
    cookies.secretary,
  );
  expect(card.versions.map(({ note }) => note)).toEqual([
    'Составлен по записям заседания',
    'Правка перед рассмотрением',
  ]);
  const changed = card.differences.filter(({ kind }) => kind !== 'same').map(({ text }) => text.trim());
  expect(changed.join(' ')).toMatch(/главные/);
  expect(changed.join(' ')).toMatch(/Титова/);

  const compare = (from: number, to: number) => ({ params, query: { from, to } });
  const back12 = await server.call(contract.compareVersions, compare(2, 1), cookies.member);
  expect(
    back12.differences
      .filter(({ kind }) => kind === 'added')
      .map(({ text }) => text)
      .join(' '),
  ).toMatch(/главные/);
  expect((await server.call(contract.compareVersions, compare(1, 1), cookies.member)).differences).toEqual(
    [],
  );
  expect((await server.fail(contract.compareVersions, compare(1, 9), cookies.member)).status).toBe(404);

  const signing = (secret: string) => ({ params, body: { version: card.version, password: secret } });
  expect((await server.fail(contract.signProtocol, signing('мимо'), cookies.deputy)).fields).toHaveProperty(
    'password',
  );
  card = await server.call(contract.signProtocol, signing(password), cookies.deputy);
  expect(card).toMatchObject({ state: 'signed', number: '1/2026', registeredOn: '2026-11-24', can: [] });
  await server.drain();
});

describe('a signed protocol', () => {
  let id: string;
  let documentId: string;
  /** A meeting whose protocol nobody has signed. */
  let otherId: string;
  beforeAll(async () => {
    const meeting = await bringToReview(server, group);
    id = meeting.id;
    otherId = (await bringToReview(server, group)).id;
    const body = { version: meeting.version, password };
    const card = await server.call(contract.signProtocol, { params: { id }, body }, group.cookies.deputy);
    documentId = card.documentId!;
  });

  it('is numbered in its year and shown to anyone by position alone', async () => {
    const shown = await server.call(checkDocument, { params: { id: documentId } });
    expect(shown).toMatchObject({ title: 'Протокол', number: '2/2026', day: '2026-11-24' });
    expect(shown.signatures[0]!.position).toBe(
      'Председательствующий, заместитель руководителя рабочей группы',
    );
    expect(JSON.stringify(shown)).not.toContain('Пробный');
    const read = await server.call(readDocument, { params: { id: documentId } }, group.cookies.deputy);
    expect([read.mayAttach, read.signatures[0]!.method]).toEqual([true, 'password']);
    const other = await server.call(readDocument, { params: { id: documentId } }, group.cookies.chair);
    expect(other.mayAttach).toBe(false);
    expect((await verifyDocuments(server.app.services.database)).faults).toEqual([]);
  });

  it.each([
    'UPDATE working_group.protocol SET serial = 9 WHERE signed_at IS NOT NULL',
    "UPDATE working_group.protocol_version SET content = '{}'",
    "UPDATE working_group.decision SET text = 'Иное' WHERE meeting_id = '{id}'",
    "UPDATE working_group.agenda_item SET heard = 'Иное' WHERE meeting_id = '{id}'",
    "UPDATE working_group.agenda_item SET began_at = now(), ended_at = now() WHERE meeting_id = '{id}'",
    "UPDATE working_group.agenda_item SET meeting_id = '{other}' WHERE meeting_id = '{id}'",
    "UPDATE working_group.decision SET meeting_id = '{other}', item_id = (SELECT id FROM working_group.agenda_item WHERE meeting_id = '{other}' LIMIT 1) WHERE meeting_id = '{id}'",
    "UPDATE working_group.meeting SET organizer_id = presiding_id WHERE id = '{id}'",
    "UPDATE working_group.meeting SET opened_at = opened_at - interval '1 hour' WHERE id = '{id}'",
    'UPDATE working_group.meeting SET guests = \'[{"name": "Иной"}]\' WHERE id = \'{id}\'',
    "UPDATE working_group.meeting SET state = 'protocol_draft' WHERE id = '{id}'",
    "INSERT INTO working_group.paper (file_id, meeting_id, title, added_by_name, added_at) SELECT gen_random_uuid(), '{id}', 'Иное', '', now()",
    "UPDATE working_group.acquaintance SET at = now() WHERE meeting_id = '{id}'",
    "DELETE FROM working_group.acquaintance WHERE meeting_id = '{id}'",
    "DELETE FROM working_group.attendance WHERE meeting_id = '{id}'",
    "UPDATE working_group.speech SET text = 'Иное' WHERE item_id IN (SELECT id FROM working_group.agenda_item WHERE meeting_id = '{id}')",
  ])('does not change in the database either: %s', async (sql) => {
    await expect(
      server.app.pool.query(sql.replaceAll('{id}', id).replaceAll('{other}', otherId)),
    ).rejects.toThrow('a signed protocol does not change');
  });

  it('is not signed by a deputy once the chair is no longer on record as absent', async () => {
    const meeting = await bringToReview(server, group);
    await server.app.pool.query(
      "UPDATE working_group.attendance SET mark = 'present', reason = '' WHERE meeting_id = $1 AND person_id = $2",
      [meeting.id, group.ids.chair],
    );
    const body = { version: meeting.version, password };
    const refused = await server.fail(
      contract.signProtocol,
      { params: { id: meeting.id }, body },
      group.cookies.deputy,
    );
    expect(refused.detail).toContain('не записано');
  });

  it('goes out as a tagged PDF, Word and a page; a draft says that it is one', async () => {
    const html = (await file(id, 'html')).body;
    for (const words of [
      'ПРОТОКОЛ',
      'СЛУШАЛИ:',
      'ВЫСТУПИЛИ:',
      'РЕШИЛИ:',
      'Срок — 15.12.2026',
      'командировка',
      '№ 2/2026',
    ])
      expect(html).toContain(words);
    expect(html).not.toContain('ПРОЕКТ');
    const draft = await holdMeeting(server, group);
    expect((await file(draft.id, 'html')).body).toContain('ПРОЕКТ ПРОТОКОЛА');
    expect((await file(id, 'docx')).rawPayload.subarray(0, 2).toString()).toBe('PK');
    const pdf = await server.inject({
      method: 'GET',
      url: `/api/documents/${documentId}/file`,
      headers: { cookie: group.cookies.member },
    });
    const path = join(tmpdir(), `${documentId}.pdf`);
    await writeFile(path, pdf.rawPayload);
    const { stdout } = await promisify(execFile)('pdfinfo', [path]).catch(() => ({ stdout: null }));
    await rm(path);
    // A bare machine has no pdfinfo: the tree is looked for in the file itself.
    if (stdout === null) expect(pdf.rawPayload.toString('latin1')).toContain('/StructTreeRoot');
    else expect(stdout).toMatch(/Tagged:\s+yes/);
    expect((await readMeeting(server, group, id)).state).toBe('signed');
  });

  it('puts its decisions in force: each with a responsible member is an assignment, once', async () => {
    const issued = async () =>
      (await server.call(listAssignments, { query: { meeting: id, view: 'all' } }, group.cookies.secretary))
        .rows;
    await server.drain();
    const bound = (await readMeeting(server, group, id)).agenda
      .flatMap(({ decisions }) => decisions)
      .filter(({ responsibleId }) => responsibleId);
    expect((await issued()).map(({ text }) => text)).toEqual(bound.map(({ text }) => text));
  });
});
