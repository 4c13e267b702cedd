import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { checkMessage, sendMessageLink } from '../../../../shared/contract/messages/cases-check.ts';
import { addToMessage, getMessage, rateMessage } from '../../../../shared/contract/messages/cases-portal.ts';
import { publishCase } from '../../../../shared/contract/messages/cases-staff.ts';
import { answerMessage, type Crew, makeCrew } from '../../../../tests/support/loop.ts';
import { drawPicture } from '../../../../tests/support/pictures.ts';
import { readCard, submitCase } from '../../../../tests/support/site/cases.ts';
import { startTestServer, type TestServer } from '../../../../tests/support/site/server.ts';
import { signInAs, signInResident } from '../../../../tests/support/site/sign-in.ts';
import { type SentFile, sendFile, showFile } from '../../../../tests/support/uploads.ts';

let server: TestServer;
let crew: Crew;
let picture: SentFile;
let sent: Awaited<ReturnType<typeof submitCase>>;

const words =
  'Соседи, на дороге яма. Я живу рядом, ул. Титова, 5, кв. 17. Пишите maria@example.ru или звоните 8 (912) 345-67-89.';
const CONTACT = '+79120000017';
/** Everything of the message above that must not reach a stranger. */
const PRIVATE = /maria@|345-67-89|912|кв\. ?17|Пробный|Иванович|\+79/;

beforeAll(async () => {
  server = await startTestServer();
  server.setNow('2026-11-24T09:00:00Z');
  crew = await makeCrew(server);
  picture = await sendFile(server, await drawPicture('jpeg'));
  sent = await submitCase(server, {
    text: words,
    publish: true,
    place: { lat: 56.4201, lon: 61.9302, address: 'ул. Титова, 5, кв. 17', isHome: true },
    files: [{ fileId: picture.body.fileId, token: picture.body.token }],
    answers: { where: 'напротив кв. 17' },
  });
});
afterAll(() => server.close());

const read = (k?: string, cookie?: string, number = sent.number) =>
  server.call(getMessage, { params: { number }, query: { k } }, cookie);
async function publish(published: boolean, releaseFiles: string[] = []): Promise<void> {
  const card = await readCard(server, sent.number, crew.operator);
  const body = { version: card.version, published, releaseFiles };
  await server.call(publishCase, { params: { id: card.id }, body }, crew.operator);
}

describe('before publication', () => {
  test('the author reads everything, by the link and signed in with the same phone', async () => {
    const byLink = await read(sent.trackToken);
    const signedIn = await read(undefined, await signInResident(server, '+79120000017'));
    expect(byLink).toMatchObject({
      access: 'own',
      text: words,
      place: { address: 'ул. Титова, 5, кв. 17', lat: 56.4201, precision: 'point' },
      photos: [{ fileId: picture.body.fileId, role: 'before', released: false }],
      deadline: { state: 'quiet' },
      can: ['comment'],
    });
    expect(byLink.timeline.map(({ kind }) => kind)).toEqual(['registered', 'details']);
    expect(signedIn).toEqual(byLink);
  });

  test('for everybody else it does not exist, as a number nobody has', async () => {
    const asks: [string | undefined, string | undefined][] = [
      [undefined, undefined],
      ['x'.repeat(32), undefined],
      [undefined, await signInResident(server, '+79120000018')],
      [undefined, await signInAs(server, 'executor')],
    ];
    const refusal = async (number: string, k?: string, cookie?: string) => {
      const input = { params: { number }, query: { k } };
      const { requestId: _, ...problem } = await server.fail(getMessage, input, cookie);
      return JSON.stringify(problem).replaceAll(number, 'NUMBER');
    };
    for (const [k, cookie] of asks)
      expect(await refusal(sent.number, k, cookie)).toBe(await refusal('2026-11-9999', k, cookie));
  });

  test('its number and a contact of it open how it goes, and nothing of anybody', async () => {
    const page = await server.call(checkMessage, { body: { number: sent.number, contact: CONTACT } });
    expect(page).toMatchObject({ access: 'by-contact', title: null, text: null, photos: [], can: [] });
    expect(page.place).toMatchObject({ address: null, lat: null, lon: null });
    expect(page.timeline.map(({ kind, actorName }) => [kind, actorName])).toEqual([['registered', '']]);
    expect(JSON.stringify(page)).not.toMatch(PRIVATE);
    expect(JSON.stringify(page)).not.toMatch(/яма|Титова/);
    const refusal = (number: string, contact: string) =>
      server.fail(checkMessage, { body: { number, contact } });
    const [foreign, unknown] = [
      await refusal(sent.number, '+79120000018'),
      await refusal('2026-11-9999', CONTACT),
    ];
    expect([foreign.status, foreign.detail]).toEqual([unknown.status, unknown.detail]);
    expect(foreign.status).toBe(404);
    expect(await refusal(sent.number, 'двенадцать')).toMatchObject({ status: 400 });
  });

  test('the link is sent again to the very contact alone', async () => {
    const body = { number: sent.number, contact: CONTACT };
    expect(await server.call(sendMessageLink, { body })).toEqual({ sentTo: 'sms' });
    const { rows } = await server.app.pool.query(
      "SELECT recipient, text FROM outbox.letter WHERE purpose = 'case-link'",
    );
    expect(rows).toEqual([
      { recipient: CONTACT, text: expect.stringContaining(`/m/${sent.number}?k=${sent.trackToken}`) },
    ]);
    const foreign = { body: { ...body, contact: 'nobody@example.ru' } };
    expect((await server.fail(sendMessageLink, foreign)).status).toBe(404);
  });

  test('the token of another message opens nothing, nor lets anybody act', async () => {
    const other = await submitCase(server, { phone: '+79120000055' });
    const foreign = { params: { number: sent.number }, query: { k: other.trackToken } };
    expect((await server.fail(getMessage, foreign)).code).toBe('cases.not-found');
    const params = { number: sent.number };
    const query = { k: other.trackToken };
    const rating = { score: 1, resolved: 'no' as const, comment: 'Яма на месте' };
    expect((await server.fail(rateMessage, { params, query, body: rating })).code).toBe('cases.foreign');
    expect((await server.fail(addToMessage, { params, query, body: { text: 'Я' } })).code).toBe(
      'cases.foreign',
    );
    expect((await server.fail(addToMessage, { params, body: { text: 'Я' } })).code).toBe('cases.foreign');
  });

  test('a number nobody has, and one that is none, are told apart from each other', async () => {
    const fail = (number: string) => server.fail(getMessage, { params: { number } });
    expect(await fail('2026-11-9999')).toMatchObject({ status: 404, code: 'cases.not-found' });
    expect(await fail('12')).toMatchObject({ status: 400 });
    // Of a foreign number the acts answer the same as of an unknown one.
    const act = (number: string) => server.fail(addToMessage, { params: { number }, body: { text: 'Я' } });
    const [known, unknown] = [await act(sent.number), await act('2026-11-9999')];
    expect([unknown.code, unknown.detail]).toEqual([known.code, known.detail]);
  });
});

describe('once published', () => {
  test('strangers read the words without contacts, the home rounded, the photo after its release', async () => {
    await publish(true);
    const page = await read();
    expect(page).toMatchObject({ access: 'public', photos: [], can: [] });
    expect(page.text).toContain('на дороге яма');
    expect(page.place).toMatchObject({ address: 'ул. Титова', precision: 'street' });
    expect([page.place.lat, page.place.lon]).not.toEqual([56.4201, 61.9302]);
    expect(JSON.stringify(page)).not.toMatch(/maria@|345-67-89|Пробный|Иванович|\+79/);
    expect(page.timeline.map(({ kind }) => kind)).not.toContain('details');
    expect((await showFile(server, picture, 'display', {})).statusCode).toBeGreaterThanOrEqual(403);
    await publish(true, [picture.body.fileId]);
    expect((await read()).photos).toMatchObject([{ fileId: picture.body.fileId, released: true }]);
    expect((await showFile(server, picture, 'display', {})).statusCode).toBe(200);
  });

  test('hidden again, it is private again, the released photo too', async () => {
    await publish(false);
    const hidden = await server.fail(getMessage, { params: { number: sent.number } });
    expect(hidden.code).toBe('cases.not-found');
    expect((await showFile(server, picture, 'display', {})).statusCode).toBeGreaterThanOrEqual(403);
    await publish(true);
  });

  test('the answer greets the author by name and nobody else', async () => {
    const text = `Мария Петровна, здравствуйте! Яму заделали 25.11.2026, 4 м². Сообщение № ${sent.number}.`;
    await answerMessage(server, crew, sent.number, { text });
    const [own, stranger] = [await read(sent.trackToken), await read()];
    expect(own.answers).toMatchObject([{ body: text, outcome: 'solved', decidedByName: 'Пробный С.' }]);
    expect(own).toMatchObject({ status: 'answered', answerState: 'given', deadline: { state: 'stopped' } });
    // Rated within seven days, to the end of the last local one.
    expect(own.returnUntil).toBe('2026-12-01T18:59:59.000Z');
    expect(own.can).toEqual(['rate', 'return', 'comment']);
    expect(stranger.answers[0]!.body).toMatch(/^Здравствуйте! Яму заделали/);
    expect(stranger.can).toEqual([]);
  });
});
