import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { listPublicPoints } from '../../../../shared/contract/messages/cases-open.ts';
import {
  getMessage,
  joinMessage,
  rateMessage,
  submitMessage,
} from '../../../../shared/contract/messages/cases-portal.ts';
import {
  listMyConsents,
  listMyMessages,
  withdrawConsent,
} from '../../../../shared/contract/messages/cases-resident.ts';
import { publishCase } from '../../../../shared/contract/messages/cases-staff.ts';
import { mergeCase } from '../../../../shared/contract/messages/cases-triage.ts';
import { answerMessage, type Crew, makeCrew } from '../../../../tests/support/loop.ts';
import { readCard, submitCase } from '../../../../tests/support/site/cases.ts';
import { startTestServer, type TestServer } from '../../../../tests/support/site/server.ts';
import { signInAs, signInResident } from '../../../../tests/support/site/sign-in.ts';

let server: TestServer;
let crew: Crew;
beforeAll(async () => {
  server = await startTestServer();
  server.setNow('2026-11-24T09:00:00Z');
  crew = await makeCrew(server);
});
beforeEach(() => server.setNow('2026-11-24T09:00:00Z'));
afterAll(() => server.close());

const place = { lat: 56.4201, lon: 61.9302 };
const readContact = (number: string) =>
  server.app.services.database
    .selectFrom('cases.contact')
    .innerJoin('cases.case_file as file', 'file.id', 'cases.contact.case_id')
    .select(['cases.contact.phone', 'email', 'person_name', 'consent_version', 'consent_withdrawn_at'])
    .where('number', '=', number)
    .where('is_joiner', '=', false)
    .executeTakeFirstOrThrow();
const erased = { phone: null, email: null, person_name: null, consent_version: '1' };

describe('my messages', () => {
  test('page by page none is missed and none comes twice, though all were registered in one moment', async () => {
    const phone = '+79121110001';
    const cookie = await signInResident(server, phone);
    const sent = await Promise.all(
      Array.from({ length: 11 }, (_, at) =>
        server.call(submitMessage, {
          body: {
            clientKey: randomUUID(),
            text: `Сообщение ${at}`,
            phone,
            consent: true,
            consentVersion: '1',
          },
        }),
      ),
    );
    server.setNow('2026-11-24T10:00:00Z');
    const late = await submitCase(server, { phone });
    await submitCase(server, { phone: '+79121110002' });
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await server.call(listMyMessages, { query: { limit: 4, cursor } }, cookie);
      expect(page.messages.length).toBeLessThanOrEqual(4);
      seen.push(...page.messages.map(({ number }) => number));
      cursor = page.next ?? undefined;
    } while (cursor);
    expect(seen[0]).toBe(late.number);
    expect(seen.toSorted()).toEqual([late.number, ...sent.map(({ number }) => number)].toSorted());
  });

  test('show the state and whether a word is awaited; a forged continuation is refused', async () => {
    const cookie = await signInResident(server, '+79121110003');
    const sent = await submitCase(server, { phone: '+79121110003' });
    await answerMessage(server, crew, sent.number);
    const mine = () => server.call(listMyMessages, {}, cookie);
    expect((await mine()).messages).toMatchObject([
      { number: sent.number, statusTitle: 'Ответ дан', outcome: 'solved', awaitsRating: true },
    ]);
    server.setNow('2026-12-01T19:00:00Z');
    expect((await mine()).messages[0]!.awaitsRating).toBe(false);
    const forged = await server.fail(listMyMessages, { query: { cursor: 'вчера' } }, cookie);
    expect(forged).toMatchObject({ status: 400, code: 'lib.bad-input' });
  });

  test('are the resident’s alone', async () => {
    expect((await server.fail(listMyMessages, {})).code).toBe('lib.not-signed-in');
    expect((await server.fail(listMyMessages, {}, await signInAs(server, 'chair'))).code).toBe(
      'lib.forbidden',
    );
    const stranger = await signInResident(server, '+79121119999');
    expect(await server.call(listMyMessages, {}, stranger)).toEqual({ messages: [], next: null });
  });
});

describe('consents', () => {
  const withdraw = (contactId: string, scope: 'publish' | 'all', cookie: string) =>
    server.call(withdrawConsent, { params: { contactId }, body: { scope } }, cookie);
  const listOf = async (cookie: string) => (await server.call(listMyConsents, {}, cookie)).consents;
  const points = async () => (await server.call(listPublicPoints, {})).points.map(({ number }) => number);
  async function publish(number: string): Promise<void> {
    const card = await readCard(server, number, crew.operator);
    const body = { version: card.version, published: true };
    await server.call(publishCase, { params: { id: card.id }, body }, crew.operator);
  }

  test('to publication: the card leaves the map at once, the rest goes on', async () => {
    const cookie = await signInResident(server, '+79122220001');
    const { number } = await submitCase(server, { phone: '+79122220001', publish: true, place });
    await publish(number);
    expect(await points()).toContain(number);
    const [consent] = await listOf(cookie);
    expect(consent).toMatchObject({ number, version: '1', publish: true, withdrawnAt: null });
    const after = await withdraw(consent!.contactId, 'publish', cookie);
    expect(after.consents).toMatchObject([{ number, publish: false, withdrawnAt: null }]);
    expect(await points()).not.toContain(number);
    expect((await server.fail(getMessage, { params: { number } })).status).toBe(404);
    expect(await readContact(number)).toMatchObject({ phone: '+79122220001' });
    // No one can publish it without a new consent.
    const card = await readCard(server, number, crew.operator);
    const body = { version: card.version, published: true };
    const problem = await server.fail(publishCase, { params: { id: card.id }, body }, crew.operator);
    expect(problem.code).toBe('cases.consent-missing');
  });

  test('to everything, of an open case: it is answered first, the contacts are erased when it closes', async () => {
    const phone = '+79122220002';
    const cookie = await signInResident(server, phone);
    const { number, trackToken: k } = await submitCase(server, { phone, publish: true, place });
    await publish(number);
    const [consent] = await listOf(cookie);
    await withdraw(consent!.contactId, 'all', cookie);
    expect(await points()).not.toContain(number);
    expect(await readContact(number)).toMatchObject({ phone, person_name: 'Пробный Житель Иванович' });
    await answerMessage(server, crew, number);
    const rating = { score: 5, resolved: 'yes' as const };
    await server.call(rateMessage, { params: { number }, query: { k }, body: rating });
    expect(await readContact(number)).toMatchObject(erased);
    // Their own link still opens what they wrote.
    expect(await server.call(getMessage, { params: { number }, query: { k } })).toMatchObject({
      access: 'own',
      status: 'closed',
    });
  });

  test('to everything, of a closed case: erased at once; the staff’s feed and the journal say so without the phone', async () => {
    const phone = '+79122220003';
    const cookie = await signInResident(server, phone);
    const { number, trackToken: k } = await submitCase(server, { phone }, cookie);
    await answerMessage(server, crew, number);
    const rating = { score: 5, resolved: 'yes' as const };
    await server.call(rateMessage, { params: { number }, query: { k }, body: rating });
    const [consent] = await listOf(cookie);
    const { consents } = await withdraw(consent!.contactId, 'all', cookie);
    expect(consents).toMatchObject([{ withdrawnAt: '2026-11-24T09:00:00.000Z' }]);
    expect(await readContact(number)).toMatchObject(erased);
    const card = await readCard(server, number, crew.operator);
    expect(card.timeline.at(-1)).toMatchObject({ kind: 'consent', visibility: 'staff' });
    const record = await server.app.services.database
      .selectFrom('audit.record')
      .select('payload')
      .where('action', '=', 'cases.withdraw-consent')
      .where('object_id', '=', consent!.contactId)
      .executeTakeFirstOrThrow();
    expect(JSON.parse(record.payload)).toMatchObject({ data: { scope: 'all' } });
    expect(record.payload).not.toContain('79122220003');
  });

  test('of a merged message: erased when the one that took it closes', async () => {
    const cookie = await signInResident(server, '+79122220004');
    const main = await submitCase(server, { phone: '+79122220005' });
    const { number } = await submitCase(server, { phone: '+79122220004' });
    const [card, into] = [
      await readCard(server, number, crew.operator),
      await readCard(server, main.number, crew.operator),
    ];
    const merging = { version: card.version, into: into.id };
    await server.call(mergeCase, { params: { id: card.id }, body: merging }, crew.operator);
    const [consent] = await listOf(cookie);
    await withdraw(consent!.contactId, 'all', cookie);
    expect(await readContact(number)).toMatchObject({ phone: '+79122220004' });
    await answerMessage(server, crew, main.number);
    const rating = { params: { number: main.number }, query: { k: main.trackToken } };
    await server.call(rateMessage, { ...rating, body: { score: 5, resolved: 'yes' } });
    expect(await readContact(number)).toMatchObject(erased);
    expect(await readContact(main.number)).toMatchObject({ phone: '+79122220005' });
  });

  test('one’s own only: who joined withdraws theirs, the author’s publication stays; a stranger finds none', async () => {
    const { number } = await submitCase(server, { phone: '+79122220006', publish: true, place });
    await publish(number);
    const cookie = await signInResident(server, '+79122220007');
    const joining = { clientKey: randomUUID(), consent: true, consentVersion: '2' };
    await server.call(joinMessage, { params: { number }, body: joining }, cookie);
    const [consent] = await listOf(cookie);
    expect(consent).toMatchObject({ number, version: '2', publish: false });
    await withdraw(consent!.contactId, 'all', cookie);
    expect(await points()).toContain(number);
    const author = await signInResident(server, '+79122220006');
    const [own] = await listOf(author);
    const input = { params: { contactId: own!.contactId }, body: { scope: 'all' as const } };
    expect((await server.fail(withdrawConsent, input, cookie)).code).toBe('lib.not-found');
    expect((await server.fail(withdrawConsent, input)).code).toBe('lib.not-signed-in');
    expect((await listOf(author))[0]!.withdrawnAt).toBeNull();
  });
});
