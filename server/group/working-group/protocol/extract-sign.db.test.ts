import { hashPassword } from 'better-auth/crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkDocument, findByNumber, readDocument } from '../../../../shared/contract/base/signatures.ts';
import { listPapers } from '../../../../shared/contract/group/city-numbers.ts';
import { certifyExtracts } from '../../../../shared/contract/group/working-group-papers.ts';
import { getProtocol, signProtocol } from '../../../../shared/contract/group/working-group-protocol.ts';
import { type Group, makeGroup } from '../../../../tests/support/group/group.ts';
import { bringToReview, holdMeeting, password } from '../../../../tests/support/group/protocol.ts';
import { readPdfText } from '../../../../tests/support/pdf-text.ts';
import { whileForged } from '../../../../tests/support/record.ts';
import { startTestServer, type TestServer } from '../../../../tests/support/site/server.ts';
import { signInAs } from '../../../../tests/support/site/sign-in.ts';
import { writePassword } from '../../../base/identity/sign-in/password.ts';
import { verifyDocuments } from '../../../base/signatures/verify.ts';

/** An extract of a signed protocol with a signature of its own: who certifies it, what is in it, that there is one. */

let server: TestServer;
let group: Group;
let id: string;
beforeAll(async () => {
  server = await startTestServer({ OTKLIK_URL: 'https://otklik.example' });
  server.setNow('2026-11-24T06:00:00Z');
  group = await makeGroup(server);
  const meeting = await bringToReview(server, group);
  id = meeting.id;
  await server.call(
    signProtocol,
    { params: { id }, body: { version: meeting.version, password } },
    group.cookies.deputy,
  );
  await server.drain();
  server.setNow('2026-11-25T06:00:00Z');
  const hash = await hashPassword(password);
  for (const person of [group.ids.secretary, group.ids.member])
    await writePassword(server.app.services.database, person, hash, new Date());
});
afterAll(() => server.close());

const certify = (people: string[], more: { password?: string } = { password }) => ({
  params: { id },
  body: { people, ...more },
});
const card = () => server.call(getProtocol, { params: { id } }, group.cookies.secretary);
const file = (format: string, cookie = group.cookies.secretary) =>
  server.inject({
    method: 'GET',
    url: `/api/working-group/meetings/${id}/extract?person=${group.ids.member}&format=${format}`,
    headers: { cookie },
  });

describe('who certifies it', () => {
  it('is whom the pack names by their seat today: the secretary or the chair', async () => {
    expect((await card()).can).toContain('certify');
    for (const seat of ['deputy', 'member', 'second'] as const) {
      const seen = await server.call(getProtocol, { params: { id } }, group.cookies[seat]);
      expect([seat, seen.can.includes('certify')]).toEqual([seat, false]);
      const refused = await server.fail(certifyExtracts, certify([group.ids.member]), group.cookies[seat]);
      expect([seat, refused.status]).toEqual([seat, 403]);
      expect(refused.detail).toBe(
        'Выписку подписывает секретарь рабочей группы или руководитель рабочей группы.',
      );
    }
    const chair = await server.call(getProtocol, { params: { id } }, group.cookies.chair);
    expect(chair.can).toContain('certify');
  });

  it('shows again that it is they; a wrong password signs nothing', async () => {
    const wrong = await server.fail(
      certifyExtracts,
      certify([group.ids.member], { password: 'не тот пароль 1' }),
      group.cookies.secretary,
    );
    expect(Object.keys(wrong.fields ?? {})).toEqual(['password']);
    const none = await server.fail(certifyExtracts, certify([group.ids.member], {}), group.cookies.secretary);
    expect(Object.keys(none.fields ?? {})).toEqual(['password']);
    expect((await card()).executors[0]!.extract).toBeNull();
  });

  it('certifies for nobody who executes nothing of it, and nothing before the protocol is signed', async () => {
    const foreign = await server.fail(certifyExtracts, certify([group.ids.second]), group.cookies.secretary);
    expect(foreign.status).toBe(404);
    // One that cannot be made holds up the rest: nothing is signed by halves.
    const half = await server.fail(
      certifyExtracts,
      certify([group.ids.member, group.ids.second]),
      group.cookies.secretary,
    );
    expect(half.status).toBe(404);
    expect((await card()).executors[0]!.extract).toBeNull();
    const held = await holdMeeting(server, group);
    const early = { params: { id: held.id }, body: { people: [group.ids.member], password } };
    expect((await server.fail(certifyExtracts, early, group.cookies.secretary)).status).toBe(409);
  });
});

describe('once it is certified', () => {
  it('has a number, the items of its executor, a code of its own, and is checked by anyone', async () => {
    const signed = await server.call(certifyExtracts, certify([group.ids.member]), group.cookies.secretary);
    const { extract } = signed.executors[0]!;
    expect(extract).toMatchObject({ number: '1/2026-В1', certifiedAt: '2026-11-25T06:00:00.000Z' });
    const params = { id: extract!.documentId };
    expect(await server.call(checkDocument, { params })).toMatchObject({
      title: 'Выписка из протокола',
      number: '1/2026-В1',
      day: '2026-11-25',
      signatures: [{ kind: 'simple', position: 'Секретарь рабочей группы', state: 'whole' }],
    });
    const { documents } = await server.call(findByNumber, { query: { number: '1/2026-В1' } });
    expect(documents.map((one) => one.id)).toEqual([extract!.documentId]);
    const printed = readPdfText((await file('pdf')).rawPayload);
    for (const said of [
      'Подписанопростойэлектроннойподписью',
      `https://otklik.example/check/${extract!.documentId}`,
    ])
      expect(printed).toContain(said);
    expect((await verifyDocuments(server.app.services.database)).faults).toEqual([]);
    // Its copies say the same.
    const page = (await file('html')).body.replaceAll('\u00a0', ' ');
    for (const said of [
      'ВЫПИСКА ИЗ ПРОТОКОЛА',
      'Выписка № 1/2026-В1 для исполнителя: Пробный С.',
      'закрыть ямы по перечню',
      'Выписка верна',
      'Секретарь рабочей группы',
      'Подписано простой электронной подписью',
      `https://otklik.example/check/${extract!.documentId}`,
    ])
      expect(page).toContain(said);
    expect(page).not.toContain('О решениях прошлого заседания');
  });

  it('asked for again it is the same document, byte for byte, without a signature more', async () => {
    const [before, bytes] = [(await card()).executors[0]!.extract, (await file('pdf')).rawPayload];
    const again = await server.call(certifyExtracts, certify([group.ids.member], {}), group.cookies.chair);
    expect(again.executors[0]!.extract).toEqual(before);
    expect((await file('pdf')).rawPayload.equals(bytes)).toBe(true);
    const { rows } = await server.app.pool.query(
      "SELECT count(*)::int AS n FROM signatures.document WHERE kind = 'extract'",
    );
    expect(rows[0].n).toBe(1);
  });

  it('is read by its executor and by who reads the group, and may be signed once more by who certified it', async () => {
    const { extract } = (await card()).executors[0]!;
    const params = { id: extract!.documentId };
    expect((await server.call(readDocument, { params }, group.cookies.secretary)).mayAttach).toBe(true);
    expect((await server.call(readDocument, { params }, group.cookies.member)).mayAttach).toBe(false);
    const operator = await signInAs(server, 'operator');
    expect((await server.fail(readDocument, { params }, operator)).status).toBe(403);
    expect((await file('pdf', operator)).statusCode).toBe(404);
    await server.app.pool.query("UPDATE identity.role_grant SET role = 'executor' WHERE person_id = $1", [
      group.ids.member,
    ]);
    expect((await file('pdf', group.cookies.member)).statusCode).toBe(200);
    await server.app.pool.query("UPDATE identity.role_grant SET role = 'member' WHERE person_id = $1", [
      group.ids.member,
    ]);
  });

  it('waits for a number of the document system', async () => {
    const { papers } = await server.call(listPapers, { query: { kind: 'extract' } }, group.cookies.secretary);
    expect(papers).toMatchObject([
      { ownNumber: '1/2026-В1', day: '2026-11-25', href: `/staff/working-group/meetings/${id}/protocol` },
    ]);
    expect(papers[0]!.title).toMatch(/^Выписка из протокола, пункт 1\.1: /u);
  });

  it('never changes, and is not given out where the protocol or its own record was changed', async () => {
    await expect(server.app.pool.query("UPDATE working_group.extract SET items = '{9.9}'")).rejects.toThrow(
      'does not change',
    );
    await expect(server.app.pool.query('DELETE FROM working_group.extract')).rejects.toThrow(
      'does not change',
    );
    await whileForged(
      server,
      'working_group.extract',
      "UPDATE working_group.extract SET items = '{9.9}'",
      async () => {
        for (const format of ['pdf', 'html', 'docx'])
          expect([format, (await file(format)).statusCode]).toEqual([format, 409]);
      },
    );
    const forged = `UPDATE working_group.decision SET text = 'Ничего не делать' WHERE meeting_id = '${id}'`;
    await whileForged(server, 'working_group.decision', forged, async () => {
      expect((await file('html')).statusCode).toBe(409);
      const refused = await server.fail(
        certifyExtracts,
        certify([group.ids.member]),
        group.cookies.secretary,
      );
      expect([refused.status, refused.detail]).toEqual([409, expect.stringContaining('Выписка')]);
    });
    expect((await file('pdf')).statusCode).toBe(200);
  });
});
