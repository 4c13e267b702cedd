import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  forwardCase,
  listBodies,
  nameComplained,
  terminateCase,
} from '../../../shared/contract/messages/cases-moves.ts';
import { getMessage } from '../../../shared/contract/messages/cases-portal.ts';
import { getAppeal } from '../../../shared/contract/messages/office.ts';
import {
  addCopies,
  changeDocument,
  makeDocument,
  sendDocument,
  signDocument,
} from '../../../shared/contract/messages/office-documents.ts';
import { readDocxPart } from '../../../tests/support/group/paper.ts';
import { beginPaper, prolongTerm, registerLetter, takePaper } from '../../../tests/support/site/appeals.ts';
import { readCard } from '../../../tests/support/site/cases.ts';
import { startTestServer, type TestServer } from '../../../tests/support/site/server.ts';
import { signInStaff } from '../../../tests/support/site/sign-in.ts';

let server: TestServer;
let operator: { cookie: string; personId: string };
let chair: { cookie: string; personId: string };
beforeAll(async () => {
  server = await startTestServer({ OTKLIK_URL: 'https://otklik.test' });
  server.setNow('2026-11-24T09:00:00Z');
  operator = await signInStaff(server, 'operator');
  chair = await signInStaff(server, 'chair');
});
afterAll(() => server.close());

const card = (number: string, cookie = operator.cookie) =>
  server.call(getAppeal, { params: { number } }, cookie);

async function forward(number: string): Promise<void> {
  const [{ bodies }, found] = await Promise.all([
    server.call(listBodies, {}, operator.cookie),
    readCard(server, number, operator.cookie),
  ]);
  const body = {
    version: found.version,
    bodyIds: [bodies[0]!.id],
    groundId: 'forward-competence',
    text: 'Дорога областная.',
  };
  await server.call(forwardCase, { params: { id: found.id }, body }, operator.cookie);
}

describe('letters of the office', () => {
  test('a letter is written only when the case gives it something to say', async () => {
    const done = await registerLetter(server, operator.cookie);
    for (const kind of [
      'extension-notice',
      'forward-letter',
      'forward-notice',
      'answer-letter',
      'termination-notice',
    ]) {
      const failure = await server.fail(
        makeDocument,
        { params: { id: done.id }, body: { kind: kind as never } },
        operator.cookie,
      );
      expect(failure.code, kind).toBe('lib.conflict');
    }
    expect((await card(done.number)).can).toContain('make-order-explained');
  });

  test('notice of extension: by the head, signed, numbered, sent; what is signed stays', async () => {
    const done = await registerLetter(server, operator.cookie);
    await prolongTerm(server, done.number, chair.cookie);
    const [draft] = (await beginPaper(server, done.id, 'extension-notice', operator.cookie)).documents;
    expect(draft).toMatchObject({ number: null, salutation: 'Уважаемая Анна Сергеевна!' });
    expect(draft!.addressee).toEqual(['Пробной\u00a0А.С.', 'ул. Титова, 14, кв. 3', 'г. Каменск-Уральский']);
    expect(draft!.text).toContain('продлён до 22.01.2027 на основании части 2 статьи 12');
    expect(draft!.text).toContain('запрошены документы у подрядчика');
    const at = { params: { id: draft!.id } };
    const mine = await server.fail(signDocument, { ...at, body: { version: 1 } }, operator.cookie);
    expect(mine.status).toBe(403);
    const early = await server.fail(
      sendDocument,
      { ...at, body: { version: 1, how: 'post' } },
      operator.cookie,
    );
    expect(early.detail).toMatch(/не подписано/);
    // The dative is put right by hand where the rules fail a name.
    const words = { addressee: ['Пробной А.С.'], salutation: draft!.salutation, text: draft!.text };
    await server.call(changeDocument, { ...at, body: { version: 1, ...words } }, operator.cookie);
    const [signed] = (await server.call(signDocument, { ...at, body: { version: 2 } }, chair.cookie))
      .documents;
    expect(signed).toMatchObject({
      number: 'И-1/2026',
      signedAt: '2026-11-24T09:00:00.000Z',
      can: ['send', 'download'],
    });
    expect(signed!.fingerprint).toMatch(/^([0-9a-f]{4} ){3}[0-9a-f]{4}$/);
    const late = await server.fail(
      changeDocument,
      { ...at, body: { version: 3, ...words } },
      operator.cookie,
    );
    expect(late.detail).toMatch(/подписано/);
    const sent = await server.call(
      sendDocument,
      { ...at, body: { version: 3, how: 'post' } },
      operator.cookie,
    );
    expect(sent.documents[0]).toMatchObject({ sentHow: 'post', sentAt: '2026-11-24T09:00:00.000Z' });
  });

  test('forwarding: a letter to the body without the person, a notice to the person with the body', async () => {
    const done = await registerLetter(server, operator.cookie);
    await forward(done.number);
    const made = await beginPaper(server, done.id, 'forward-letter', operator.cookie);
    const toBody = made.documents[0]!;
    expect(toBody.addressee[0]).toBe(made.forwardings[0]!.body);
    expect(toBody.text).not.toMatch(/Пробн/);
    expect(toBody.text).toContain('части 3 статьи 8');
    const notice = (await beginPaper(server, done.id, 'forward-notice', operator.cookie)).documents[0]!;
    expect(notice.text).toContain(made.forwardings[0]!.body);
    expect(notice.addressee[0]).toBe('Пробной\u00a0А.С.');
  });

  test('a letter to the person has their own link in its code; a letter to a body has none, nor has its number', async () => {
    const done = await registerLetter(server, operator.cookie);
    await forward(done.number);
    const footOf = async (id: string) => {
      const docx = (await takePaper(server, id, 'docx', operator.cookie)).rawPayload;
      const feet = ['word/footer1.xml', 'word/footer2.xml'];
      return (await Promise.all(feet.map((part) => readDocxPart(docx, part).catch(() => '')))).join('');
    };
    const made = await beginPaper(server, done.id, 'forward-notice', operator.cookie);
    const { documents } = await beginPaper(server, done.id, 'forward-letter', operator.cookie);
    const toPerson = made.documents.find(({ kind }) => kind === 'forward-notice')!;
    const toBody = documents.find(({ kind }) => kind === 'forward-letter')!;
    const key = /\/m\/([\d-]+)\?k=([\w-]+)/.exec(await footOf(toPerson.id))!;
    expect(key[1]).toBe(done.number);
    const page = await server.call(getMessage, { params: { number: done.number }, query: { k: key[2] } });
    expect(page.access).toBe('own');
    const foot = await footOf(toBody.id);
    expect(foot).not.toMatch(/Ссылка|\/m\/|track/);
    expect((await takePaper(server, toBody.id, 'html', operator.cookie)).body).not.toContain('@bottom-right');
  });

  test('copies to several bodies: a letter each, one notice, seven days; never to who is complained about', async () => {
    const done = await registerLetter(server, operator.cookie, { text: 'Жалоба сразу на два вопроса.' });
    const { bodies } = await server.call(listBodies, {}, operator.cookie);
    const [one, two, three] = bodies;
    const found = await readCard(server, done.number, operator.cookie);
    await server.call(
      nameComplained,
      { params: { id: done.id }, body: { version: found.version, bodyIds: [three!.id], unitIds: [] } },
      operator.cookie,
    );
    const send = (ids: string[]) => ({
      params: { id: done.id },
      body: { copies: ids.map((bodyId) => ({ bodyId, question: 'О ремонте дороги' })) },
    });
    const barred = await server.fail(addCopies, send([one!.id, three!.id]), operator.cookie);
    expect(barred.code).toBe('cases.complained-about');
    expect((await card(done.number)).copies).toEqual([]);
    const made = await server.call(addCopies, send([one!.id, two!.id]), operator.cookie);
    expect(made.copies.map(({ body }) => body)).toEqual([one!.title, two!.title]);
    expect(made.copies[0]!.dueAt.slice(0, 10)).toBe('2026-12-01');
    expect(made.documents.map(({ kind }) => kind).sort()).toEqual([
      'forward-letter',
      'forward-letter',
      'forward-notice',
    ]);
    expect(made.documents.find(({ kind }) => kind === 'forward-notice')!.text).toContain(two!.title);
    const twice = await server.fail(addCopies, send([one!.id]), operator.cookie);
    expect(twice.detail).toMatch(/уже есть/);
  });

  test('termination of correspondence has its notice', async () => {
    const done = await registerLetter(server, operator.cookie);
    const { id, version } = await readCard(server, done.number, chair.cookie);
    const body = { version, groundId: 'terminate-repeated', text: 'Ответы 01.09 № И-3 и 01.10 № И-9' };
    await server.call(terminateCase, { params: { id }, body }, chair.cookie);
    const [notice] = (await beginPaper(server, done.id, 'termination-notice', operator.cookie)).documents;
    expect(notice!.text).toContain('части 5 статьи 11');
  });

  test('what cannot be considered says why, by the sign noticed', async () => {
    const done = await registerLetter(server, operator.cookie, { signs: ['court-act'] });
    const [notice] = (await beginPaper(server, done.id, 'return-notice', operator.cookie)).documents;
    expect(notice!.text).toContain('обжалуется судебное решение');
  });

  test('reading a letter is kept in the journal, and closed to who may not see the person', async () => {
    const done = await registerLetter(server, operator.cookie);
    const [letter] = (await beginPaper(server, done.id, 'order-explained', operator.cookie)).documents;
    const observer = await signInStaff(server, 'observer');
    expect((await card(done.number, observer.cookie)).documents[0]).toMatchObject({
      addressee: ['•••'],
      text: '',
    });
    expect((await takePaper(server, letter!.id, 'docx', observer.cookie)).statusCode).toBe(403);
    await takePaper(server, letter!.id, 'docx', operator.cookie);
    const record = await server.app.services.database
      .selectFrom('audit.record')
      .select('actor')
      .where('action', '=', 'office.download-document')
      .where('object_id', '=', done.id)
      .executeTakeFirstOrThrow();
    expect(record.actor).toBe(`staff:${operator.personId}`);
  });
});
