import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findEarlier, getAppeal } from '../../../shared/contract/messages/office.ts';
import {
  makeDocument,
  sendDocument as sendDocumentRoute,
  signDocument as signDocumentRoute,
} from '../../../shared/contract/messages/office-documents.ts';
import { registerLetter } from '../../../tests/support/site/appeals.ts';
import { startTestServer, type TestServer } from '../../../tests/support/site/server.ts';
import { signInStaff } from '../../../tests/support/site/sign-in.ts';
import { authenticate } from '../../base/identity/index.ts';
import { findCityEdition, holdCityEditions } from '../../lib/city.ts';
import { findChromium } from '../../lib/documents/pdf.ts';
import type { Ctx, StaffActor } from '../../lib/module/context.ts';
import { runMutation } from '../../lib/module/unit-of-work.ts';
import { signDocument } from './documents.ts';
import { downloadDocument, downloadRegistrationCard } from './papers.ts';
import { downloadReview as downloadReviewRoute } from './review-paper.ts';
import { sendDocument } from './sending.ts';

let server: TestServer;
let operator: string;
let chair: string;
beforeAll(async () => {
  server = await startTestServer({ OTKLIK_URL: 'https://otklik.test' });
  server.setNow('2026-11-24T09:00:00Z');
  operator = (await signInStaff(server, 'operator')).cookie;
  chair = (await signInStaff(server, 'chair')).cookie;
});
afterAll(() => server.close());

async function signed(id: string) {
  const body = { kind: 'order-explained' as const };
  const made = await server.call(makeDocument, { params: { id }, body }, operator);
  const letter = made.documents[0]!;
  const at = { params: { id: letter.id } };
  const card = await server.call(signDocumentRoute, { ...at, body: { version: 1 } }, chair);
  return { at, letter: card.documents[0]! };
}
const mailed = (caseId: string) =>
  server.app.services.database
    .selectFrom('outbox.letter')
    .select(['id', 'recipient', 'subject', 'text'])
    .where('case_id', '=', caseId)
    .where('purpose', '=', 'office-letter')
    .execute();

describe('a signed letter by e-mail', () => {
  test('goes through the outbox to the person, and is marked with it', async () => {
    const { id } = await registerLetter(server, operator, { email: 'probnaya@example.ru' });
    const { at, letter } = await signed(id);
    const body = { version: letter.version, how: 'email' as const };
    const card = await server.call(sendDocumentRoute, { ...at, body }, operator);
    expect(card.documents[0]).toMatchObject({ sentHow: 'email', sentAt: '2026-11-24T09:00:00.000Z' });
    const [mail, ...more] = await mailed(id);
    expect(more).toEqual([]);
    expect(mail).toMatchObject({ recipient: 'probnaya@example.ru' });
    expect(mail!.subject).toContain(letter.number);
    expect(mail!.text).toContain(letter.text);
    const { rows } = await server.app.pool.query(
      `SELECT name, content_type, content FROM outbox.attachment WHERE letter_id = $1`,
      [mail!.id],
    );
    // A tagged PDF; DOCX where there is no browser to print with.
    expect(rows).toHaveLength(1);
    const isPdf = findChromium() !== null;
    expect(rows[0].name).toMatch(isPdf ? /\.pdf$/ : /\.docx$/);
    expect(rows[0].content.subarray(0, 2).toString()).toBe(isPdf ? '%P' : 'PK');
    expect(mail!.text).toContain(rows[0].name);
    expect(mail!.text).toMatch(/Ход рассмотрения: https:\/\/otklik\.test\/m\/[\d-]+\?k=[\w-]{32}/);
  });

  test('is refused and not marked where no address is known', async () => {
    const { id, number } = await registerLetter(server, operator);
    const { at, letter } = await signed(id);
    const body = { version: letter.version, how: 'email' as const };
    expect((await server.fail(sendDocumentRoute, { ...at, body }, operator)).detail).toMatch(/нет адреса/);
    const card = await server.call(getAppeal, { params: { number } }, operator);
    expect(card.documents[0]!.sentAt).toBeNull();
    expect(await mailed(id)).toEqual([]);
  });
});

describe('earlier appeals of the same person', () => {
  test('are found by phone, e-mail or the whole name, and one is named as repeated', async () => {
    const first = await registerLetter(server, operator, {
      name: 'Пробнёв Семён Ильич',
      phone: '+7 912 555-07-07',
      email: 'semen@example.ru',
    });
    const find = async (body: object, cookie = operator) =>
      (await server.call(findEarlier, { body }, cookie)).appeals.map(({ caseNumber }) => caseNumber);
    expect(await find({ phone: '8 (912) 555-07-07' })).toEqual([first.number]);
    expect(await find({ email: 'semen@example.ru' })).toEqual([first.number]);
    expect(await find({ name: 'пробнев семен ильич' })).toEqual([first.number]);
    expect(await find({ name: 'Пробнёв' })).toEqual([]);
    const second = await registerLetter(server, operator, { card: { repeatOf: first.number } });
    const card = await server.call(getAppeal, { params: { number: second.number } }, operator);
    expect(card.repeatOf).toBe(first.number);
  });

  test('are not told beyond one’s reach, and a repeated one must exist there', async () => {
    const { number } = await registerLetter(server, operator, {
      name: 'Пробный Фома Фомич',
      factId: 'roads.pavement.pothole',
    });
    const mine = await server.call(findEarlier, { body: { name: 'Пробный Фома Фомич' } }, operator);
    expect(mine.appeals.map(({ caseNumber }) => caseNumber)).toEqual([number]);
    const other = await signInStaff(server, 'operator', { slug: 'other-block', blocks: ['housing'] });
    const body = { name: 'Пробный Фома Фомич' };
    const found = await server.call(findEarlier, { body }, other.cookie);
    expect(found.appeals.map(({ caseNumber }) => caseNumber)).not.toContain(number);
    await expect(registerLetter(server, operator, { card: { repeatOf: '2026-11-9999' } })).rejects.toThrow();
  });
});

describe('where nobody has named the organisation of the city', () => {
  /** The act as this installation would do it before anybody has filled in the card of the city. */
  const abroad = async <Out>(act: (ctx: Ctx) => Promise<Out>, as: StaffActor) => {
    const card = findCityEdition();
    holdCityEditions([], { isStart: false });
    try {
      return await runMutation(server.app.services, { actor: as, requestId: 'test', ip: '' }, act);
    } finally {
      holdCityEditions(card ? [card] : [], { isStart: false });
    }
  };
  const actorOf = async (cookie: string) =>
    (await authenticate(server.app.services, { cookie })) as unknown as StaffActor;
  const words = /не задана организация этого города.*«Настройки → Наш город».*Написанное сохранено/su;

  test('a letter is not signed, takes no number and stays a draft', async () => {
    const { id, number } = await registerLetter(server, operator);
    const body = { kind: 'order-explained' as const };
    const made = await server.call(makeDocument, { params: { id }, body }, operator);
    const draft = made.documents[0]!;
    const input = { params: { id: draft.id }, body: { version: draft.version }, query: undefined };
    const signing = abroad(async (ctx) => signDocument(ctx, input), await actorOf(chair));
    await expect(signing).rejects.toThrow(words);
    const card = await server.call(getAppeal, { params: { number } }, operator);
    expect(card.documents[0]).toMatchObject({ number: null, signedAt: null, text: draft.text });
  });

  test.each(['email', 'post'] as const)('a signed one is not sent by %s nor printed', async (how) => {
    const { id, number } = await registerLetter(server, operator, { email: 'probnaya@example.ru' });
    const { letter } = await signed(id);
    const params = { id: letter.id };
    const clerk = await actorOf(operator);
    const sending = abroad(
      async (ctx) => sendDocument(ctx, { params, body: { version: letter.version, how }, query: undefined }),
      clerk,
    );
    await expect(sending).rejects.toThrow(words);
    const printing = abroad(
      async (ctx) => downloadDocument(ctx, { params, body: undefined, query: { format: 'docx' } }),
      clerk,
    );
    await expect(printing).rejects.toThrow(words);
    const card = abroad(
      async (ctx) =>
        downloadRegistrationCard(ctx, { params: { id }, body: undefined, query: { format: 'docx' } }),
      clerk,
    );
    await expect(card).rejects.toThrow(words);
    expect(await mailed(id)).toEqual([]);
    const after = await server.call(getAppeal, { params: { number } }, operator);
    expect(after.documents[0]!.sentAt).toBeNull();
  });

  test('no review is drawn', async () => {
    const review = abroad(
      async (ctx) =>
        downloadReviewRoute(ctx, {
          params: undefined,
          body: undefined,
          query: { year: 2026, quarter: 3, format: 'docx' },
        }),
      await actorOf(operator),
    );
    await expect(review).rejects.toThrow(words);
  });
});
