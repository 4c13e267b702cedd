import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { rateMessage } from '../../../shared/contract/messages/cases-portal.ts';
import { extendTerm } from '../../../shared/contract/messages/cases-staff.ts';
import {
  decideFlag,
  drawSample,
  giveReview,
  listFlags,
  nextReview,
  readQuality,
} from '../../../shared/contract/messages/quality-reviews.ts';
import { answerMessage, type Crew, makeCrew, sortMessage } from '../../../tests/support/loop.ts';
import { asSystem, submitCase } from '../../../tests/support/site/cases.ts';
import { startTestServer, type TestServer } from '../../../tests/support/site/server.ts';
import { signInAs } from '../../../tests/support/site/sign-in.ts';
import { lookAtDay } from './flags.ts';
import { isTelling, photoPrint, SAME_PICTURE } from './photo-print.ts';

let server: TestServer;
let crew: Crew;
let chair: string;
const day = '2026-11-24';
const look = () => asSystem(server, (ctx) => lookAtDay(ctx, { day }));
const flags = async (state: 'open' | 'decided' = 'open') =>
  (await server.call(listFlags, { query: { state } }, chair)).flags;

beforeAll(async () => {
  server = await startTestServer();
  server.setNow(`${day}T09:00:00Z`);
  crew = await makeCrew(server);
  chair = await signInAs(server, 'chair');
});
afterAll(() => server.close());

async function answered(
  text = 'Иван Петрович, здравствуйте! Яму заделали 24.11.2026. Мастер Петров И.И., тел. 8 343 939-62-10.',
) {
  const sent = await submitCase(server);
  return { sent, card: await answerMessage(server, crew, sent.number, { text }) };
}

describe('double-blind review', () => {
  test('two see neither names nor each other; a disagreement goes to a third, and kappa tells of it', async () => {
    await answered();
    await answered();
    const period = { size: 10, from: '2026-11-01', to: '2026-11-30' };
    expect(await server.call(drawSample, { body: period }, chair)).toEqual({ drawn: 2, asked: 10 });
    expect((await server.call(drawSample, { body: period }, chair)).drawn).toBe(0);
    const [one, two, three] = await Promise.all(
      ['r1', 'r2', 'r3'].map((slug) => signInAs(server, 'reviewer', { slug })),
    );
    // Whoever approved it is not asked.
    expect((await server.call(nextReview, {}, crew.approver)).sample).toBeNull();
    const judge = async (cookie: string, verdict: 'good' | 'flawed') => {
      const { sample } = await server.call(nextReview, {}, cookie);
      const body = { verdict, errors: verdict === 'flawed' ? ['formal'] : [], note: '' };
      await server.call(giveReview, { params: { id: sample!.id }, body }, cookie);
      return sample!;
    };
    const first = await judge(one!, 'good');
    expect(first.answer).not.toMatch(/Иван|Петров|939/u);
    expect(Object.keys(first).sort()).toEqual(['answer', 'id', 'question']);
    expect((await judge(two!, 'flawed')).id).toBe(first.id);
    const other = await judge(one!, 'good');
    expect(other.id).not.toBe(first.id);
    await judge(two!, 'good');
    expect((await server.call(nextReview, {}, one!)).sample).toBeNull();
    const settled = await judge(three!, 'flawed');
    expect(settled.id).toBe(first.id);
    expect((await server.call(nextReview, {}, three!)).sample).toBeNull();
    const again = { params: { id: first.id }, body: { verdict: 'good' as const, errors: [], note: '' } };
    expect((await server.fail(giveReview, again, one!)).code).toBe('lib.conflict');
    const summary = await server.call(readQuality, {}, chair);
    expect(summary).toMatchObject({ reviewed: 2, disputed: 1, kappa: 0 });
    expect(summary.byUnit).toEqual([{ unit: 'Управление дорог', month: '2026-11', reviewed: 2, flawed: 1 }]);
    expect(summary.byError).toEqual([{ id: 'formal', title: expect.any(String), count: 1 }]);
  });

  test('a flaw is named by the directory, a good answer has none; others are refused', async () => {
    await answered();
    await server.call(drawSample, { body: { size: 5, from: day, to: day } }, chair);
    const reviewer = await signInAs(server, 'reviewer', { slug: 'r4' });
    const { sample } = await server.call(nextReview, {}, reviewer);
    const params = { id: sample!.id };
    for (const body of [
      { verdict: 'flawed' as const, errors: [], note: '' },
      { verdict: 'good' as const, errors: ['late'], note: '' },
      { verdict: 'flawed' as const, errors: ['no-such'], note: '' },
    ])
      expect((await server.fail(giveReview, { params, body }, reviewer)).fields).toHaveProperty('errors');
    expect((await server.fail(nextReview, {}, crew.executor)).code).toBe('lib.forbidden');
    expect((await server.fail(readQuality, {}, crew.executor)).code).toBe('lib.forbidden');
  });
});

describe('signs of gaming', () => {
  test('mass closing on the last day, ratings from one device, a photo reused, a spot check; twice adds nothing', async () => {
    const { database } = server.app.services;
    const made = [];
    for (let at = 0; at < 5; at += 1) made.push(await answered());
    const ids = made.map(({ card }) => card.id);
    const due = new Date(`${day}T12:00:00Z`);
    await database.updateTable('cases.case_file').set({ due_at: due }).execute();
    for (const { sent } of made.slice(0, 3)) {
      const body = { score: 5, resolved: 'yes' as const };
      await server.call(rateMessage, {
        params: { number: sent.number },
        query: { k: sent.trackToken },
        body,
      });
    }
    await database
      .updateTable('cases.contact')
      .set({ consent_ip: '203.0.113.7', consent_agent: 'one phone' })
      .where('case_id', 'in', ids)
      .execute();
    const print = '10'.repeat(32);
    await database
      .insertInto('quality.photo_print')
      .values(
        ids.slice(0, 2).map((case_id, at) => ({
          file_id: ids[at + 2]!,
          case_id,
          print: at === 0 ? print : `0${print.slice(1)}`,
          added_at: new Date(`${day}T0${8 + at}:00:00Z`),
        })),
      )
      .execute();
    await look();
    const found = await flags();
    const kinds = found.map(({ kind }) => kind);
    expect(new Set(kinds)).toEqual(new Set(['mass-closing', 'rating-burst', 'photo-reused', 'spot-check']));
    expect(kinds.filter((kind) => kind === 'spot-check')).toHaveLength(3);
    const burst = found.find(({ kind }) => kind === 'rating-burst')!;
    expect(burst.cases.map(({ number }) => number).sort()).toEqual(
      made
        .slice(0, 3)
        .map(({ sent }) => sent.number)
        .sort(),
    );
    expect(found.find(({ kind }) => kind === 'photo-reused')?.caseCount).toBe(2);
    await look();
    expect(await flags()).toHaveLength(found.length);
    await server.call(
      decideFlag,
      { params: { id: burst.id }, body: { state: 'dismissed', note: 'одна семья' } },
      chair,
    );
    expect((await flags('decided'))[0]).toMatchObject({
      id: burst.id,
      note: 'одна семья',
      state: 'dismissed',
    });
  });

  test('terms of one unit moved again and again in a day', async () => {
    for (let at = 0; at < 5; at += 1) {
      expect((await flags()).map(({ kind }) => kind)).not.toContain('due-moved');
      const { number } = await submitCase(server);
      const { id, version } = await sortMessage(server, crew, number);
      const body = { version, dueOn: '2026-12-14', reason: 'ждём подрядчика' };
      await server.call(extendTerm, { params: { id }, body }, crew.approver);
      await look();
    }
    const moved = (await flags()).find(({ kind }) => kind === 'due-moved');
    expect(moved).toMatchObject({
      unit: 'Управление дорог',
      caseCount: 5,
      words: expect.stringContaining('5'),
    });
  });

  test('two photos that are one picture have one print; another picture and a flat one do not count', async () => {
    const draw = (svg: string) =>
      sharp(Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" width="320" height="240">${svg}</svg>`));
    const road =
      '<rect width="320" height="240" fill="#888"/><circle cx="90" cy="120" r="60" fill="#222"/><rect x="200" y="20" width="90" height="200" fill="#eee"/>';
    const yard =
      '<rect width="320" height="240" fill="#444"/><rect y="120" width="200" height="90" fill="#fff"/><circle cx="260" cy="60" r="40" fill="#ddd"/>';
    const once = await photoPrint(await draw(road).jpeg({ quality: 90 }).toBuffer());
    // Sent again smaller and packed harder, as messengers do.
    const again = await photoPrint(await draw(road).resize(160).jpeg({ quality: 40 }).toBuffer());
    const other = await photoPrint(await draw(yard).jpeg().toBuffer());
    const differ = (a: string, b: string) => [...a].filter((bit, at) => bit !== b[at]).length;
    expect(differ(once, again)).toBeLessThanOrEqual(SAME_PICTURE);
    expect(differ(once, other)).toBeGreaterThan(SAME_PICTURE);
    expect(isTelling(once)).toBe(true);
    const flat = await draw('<rect width="320" height="240" fill="#777"/>').jpeg().toBuffer();
    expect(isTelling(await photoPrint(flat))).toBe(false);
  });

  test('a resident who was asked for a score, and cases sent back', async () => {
    const { sent } = await answered();
    const words = 'Мастер звонил и просил поставить пятёрку, а яма на месте';
    const body = { score: 1, resolved: 'no' as const, comment: words };
    await server.call(rateMessage, { params: { number: sent.number }, query: { k: sent.trackToken }, body });
    await look();
    const kinds = (await flags()).map(({ kind }) => kind);
    expect(kinds).toEqual(expect.arrayContaining(['pressure', 'reopened']));
  });
});
