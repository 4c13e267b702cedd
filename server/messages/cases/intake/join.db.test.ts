import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { getMessage, joinMessage } from '../../../../shared/contract/messages/cases-portal.ts';
import { listMyMessages } from '../../../../shared/contract/messages/cases-resident.ts';
import { askResident, publishCase, registerCase } from '../../../../shared/contract/messages/cases-staff.ts';
import { rejectCase } from '../../../../shared/contract/messages/cases-triage.ts';
import { answerMessage, type Crew, makeCrew } from '../../../../tests/support/loop.ts';
import { drawPicture } from '../../../../tests/support/pictures.ts';
import { readCard, submitCase, submitShown } from '../../../../tests/support/site/cases.ts';
import { startTestServer, type TestServer } from '../../../../tests/support/site/server.ts';
import { signInResident } from '../../../../tests/support/site/sign-in.ts';
import { sendFile, showFile } from '../../../../tests/support/uploads.ts';

let server: TestServer;
let crew: Crew;
beforeAll(async () => {
  server = await startTestServer();
  server.setNow('2026-11-24T09:00:00Z');
  crew = await makeCrew(server);
});
afterAll(() => server.close());

const SECRET = 'Пишет Пробная Мария из квартиры 17, звоните +7 912 345-67-89.';
let people = 0;
const phone = (): string => {
  people += 1;
  return `+7912${String(people).padStart(7, '0')}`;
};
const body = (more: object = {}) => ({
  clientKey: randomUUID(),
  phone: phone(),
  consent: true,
  consentVersion: '1',
  ...more,
});
const join = (number: string, more: object = {}, cookie?: string) =>
  server.call(joinMessage, { params: { number }, body: body(more) }, cookie);
const refuse = (number: string, more: object = {}) =>
  server.fail(joinMessage, { params: { number }, body: body(more) as never });
const submitOpen = (more: object = {}) => submitShown(server, crew.operator, more);
const read = (number: string, k?: string, cookie?: string) =>
  server.call(getMessage, { params: { number }, query: { k } }, cookie);

describe('joining', () => {
  test('counts the person, gives a link of their own, tells the timeline without a name', async () => {
    const { number, trackToken } = await submitOpen();
    const joined = await join(number, { name: 'Пробный Сосед', text: 'И у нас так же' });
    expect(joined).toMatchObject({ number, needsConfirmation: true });
    expect(joined.trackToken).not.toBe(trackToken);
    const page = await read(number, trackToken);
    expect(page).toMatchObject({ access: 'own', joinedCount: 1 });
    expect(page.timeline.at(-1)).toMatchObject({ kind: 'joined', actorName: 'Житель', text: null });
    const card = await readCard(server, number, crew.operator);
    expect(card.contacts.at(-1)).toMatchObject({ isJoiner: true, name: 'П. С.', text: 'И у нас так же' });
  });

  test('again with the same key adds nothing; with another body it is refused', async () => {
    const { number } = await submitOpen();
    const input = body();
    const send = (more: object = {}) => ({ params: { number }, body: { ...input, ...more } });
    const first = await server.call(joinMessage, send());
    expect(await server.call(joinMessage, send())).toEqual(first);
    expect((await server.fail(joinMessage, send({ text: 'Другое' }))).code).toBe('lib.idempotency-mismatch');
    const other = await submitOpen();
    const elsewhere = { params: { number: other.number }, body: input };
    expect((await server.fail(joinMessage, elsewhere)).code).toBe('lib.idempotency-mismatch');
    expect((await read(number)).joinedCount).toBe(1);
  });

  test('one person is counted once, and a stranger does not learn whose phone stands there', async () => {
    const { number } = await submitOpen({ phone: '+79129990001' });
    const again = await join(number, { phone: '8 912 999-00-01' });
    expect(again.trackToken).toHaveLength(32);
    await join(number, { phone: '+79129990002' });
    await join(number, { phone: '+79129990002' });
    expect((await read(number)).joinedCount).toBe(1);
  });

  test('is refused without consent, without a way to answer, to what is unknown, refused or closed', async () => {
    const { number } = await submitOpen();
    expect(await refuse(number, { consent: false })).toMatchObject({ status: 422 });
    expect((await refuse(number, { phone: undefined })).fields).toHaveProperty('phone');
    expect((await refuse('2026-11-9876')).code).toBe('cases.not-found');
    const card = await readCard(server, number, crew.operator);
    const rejection = { version: card.version, ground: 'spam' as const };
    await server.call(rejectCase, { params: { id: card.id }, body: rejection }, crew.operator);
    expect((await refuse(number)).code).toBe('cases.not-found');
  });

  test('is told the term that stands: a date, a range, none where the answer has promised a day', async () => {
    const { number } = await submitOpen({ text: 'У нас тут всё плохо, примите меры', asksTerm: true });
    const joined = await join(number);
    const page = await read(number, joined.trackToken);
    expect(joined.promise).toEqual(page.promise);
    expect(page.promise!.to).toBe(joined.dueAt);
    await answerMessage(server, crew, number, {
      text: `Яму заделаем до 20.01.2027, работы внесены в план. Сообщение № ${number}.`,
      outcome: 'planned',
      promisedOn: '2027-01-20',
    });
    const late = await join(number);
    expect(late.promise).toBeNull();
    const after = await read(number, late.trackToken);
    expect(after).toMatchObject({ answerState: 'given', promisedOn: '2027-01-20', promise: null });
  });

  test('to a private message is refused as to one that is not there', async () => {
    const { number } = await submitCase(server, { publish: true });
    const told = async (of: string) => {
      const { requestId: _, ...problem } = await refuse(of);
      return JSON.stringify(problem).replaceAll(of, 'NUMBER');
    };
    expect(await told(number)).toBe(await told('2026-11-9876'));
  });

  test('is refused once the answer was given, and for a statutory appeal as for nothing', async () => {
    const { number } = await submitOpen();
    await answerMessage(server, crew, number);
    expect(await refuse(number)).toMatchObject({ status: 409, code: 'lib.conflict' });
    const letter = {
      clientKey: randomUUID(),
      kind: 'paper' as const,
      text: 'Прошу сделать тротуар у школы.',
    };
    const appeal = await server.call(
      registerCase,
      { body: { ...letter, name: 'Пробный Заявитель' } },
      crew.operator,
    );
    expect((await refuse(appeal.number)).code).toBe('cases.not-found');
  });
});

describe('who joined', () => {
  test('a message that was hidden since reads its topic and how it goes, not the author’s words, place, photo or feed', async () => {
    const picture = await sendFile(server, await drawPicture('jpeg'));
    const file = { fileId: picture.body.fileId, token: picture.body.token };
    const sent = await submitOpen({
      text: `${SECRET} На дороге яма.`,
      factId: 'roads.pavement.pothole',
      place: { lat: 56.42, lon: 61.93, address: 'дом Пробной Марии', isHome: true },
      files: [file],
      answers: { where: 'у квартиры 17' },
    });
    const { trackToken: k } = await join(sent.number);
    const card = await readCard(server, sent.number, crew.operator);
    const hidden = { version: card.version, published: false };
    await server.call(publishCase, { params: { id: card.id }, body: hidden }, crew.operator);
    const page = await read(sent.number, k);
    expect(page).toMatchObject({ access: 'joined', text: null, photos: [] });
    expect(page.title).toBeTruthy();
    expect(page.place).toMatchObject({ address: null, lat: null, lon: null });
    expect(JSON.stringify(page)).not.toMatch(/Мари|квартир|345|67-89/);
    expect((await showFile(server, picture, 'display', { token: k })).statusCode).toBeGreaterThanOrEqual(403);
    expect((await showFile(server, picture, 'display', { token: sent.trackToken })).statusCode).toBe(200);
  });

  test('a published one reads what a stranger may, and the answer without names', async () => {
    const sent = await submitOpen({ text: `На дороге яма. ${SECRET}`, publish: true });
    const { trackToken: k } = await join(sent.number);
    const text = `Мария Петровна, здравствуйте! Яму заделали 25.11.2026. Звоните 8 912 345-67-89, сообщение № ${sent.number}.`;
    await answerMessage(server, crew, sent.number, { text });
    const page = await read(sent.number, k);
    expect(page.text).toContain('На дороге яма');
    expect(page.answers[0]!.body).toMatch(/^Здравствуйте! Яму/);
    expect(JSON.stringify(page)).not.toMatch(/Петровна|345-67-89/);
    expect((await read(sent.number, sent.trackToken)).answers[0]!.body).toBe(text);
    expect(page.can).toEqual(['rate', 'return', 'comment']);
  });

  test('is not asked the author’s question, and sees in the account what the page shows', async () => {
    const cookie = await signInResident(server, '+79128880001');
    const sent = await submitOpen({ text: `${SECRET} На дороге яма.` });
    await join(sent.number, { phone: undefined }, cookie);
    const card = await readCard(server, sent.number, crew.operator);
    const question = { version: card.version, text: 'В какой квартире вы живёте?' };
    await server.call(askResident, { params: { id: card.id }, body: question }, crew.operator);
    const page = await read(sent.number, undefined, cookie);
    expect(page.can).not.toContain('clarify');
    expect(JSON.stringify(page)).not.toContain('квартире');
    const { messages } = await server.call(listMyMessages, {}, cookie);
    expect(messages).toEqual([expect.objectContaining({ number: sent.number })]);
    expect(messages[0]!.title).not.toMatch(/Мари|912/);
  });
});
