import { parseAtomFeed, parseRssFeed } from 'feedsmith';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { listNews } from '../../../shared/contract/pages/news.ts';
import type * as contract from '../../../shared/contract/pages/publications.ts';
import * as acts from '../../../shared/contract/pages/publications-acts.ts';
import * as lists from '../../../shared/contract/pages/publications-list.ts';
import * as onPages from '../../../shared/contract/pages/publications-variants.ts';
import { itemAt } from '../../../shared/lists.ts';
import {
  FRIDAY_TEN,
  ofVariant,
  openPublicationDesk,
  type PublicationDesk,
  seenOf,
} from '../../../tests/support/pages/publication-desk.ts';
import { WEDNESDAY } from '../../../tests/support/pages/register-desk.ts';
import { NetworkFailure } from '../../base/networks/index.ts';

let desk: PublicationDesk;
let server: PublicationDesk['server'];
let editor: string;
let approver: string;
let deputy: string;
beforeAll(async () => {
  desk = await openPublicationDesk();
  ({ server, editor, approver, deputy } = desk);
});
afterAll(() => server.close());

const firstOf = (card: contract.PublicationCard) => itemAt(card.variants, 0);
/** A piece that stands on the connected page. */
async function published(given?: object): Promise<contract.PublicationCard> {
  server.setNow(WEDNESDAY);
  const { id } = await desk.agreed(given);
  await desk.come();
  return desk.read(id);
}

describe('going out', () => {
  test('at its hour, once, with its address; then it is neither taken back nor given up', async () => {
    const card = await published({ text: 'Открыли сквер' });
    expect(firstOf(card)).toMatchObject({
      state: 'published',
      url: expect.stringMatching(/^https:/u),
      text: 'Открыли сквер',
      can: ['correct', 'withdraw'],
    });
    expect(desk.saidOf('Открыли сквер')).toBe(1);
    expect(card.can).toEqual([]);
    expect(await server.fail(acts.recallPublication, seenOf(card), editor)).toMatchObject({ status: 409 });
  });

  test('its own words of a page', async () => {
    const card = await published({
      variants: [{ pageId: desk.connected, ownText: 'Коротко о сквере', dueAt: FRIDAY_TEN }],
    });
    expect(firstOf(card).text).toBe('Коротко о сквере');
    expect(desk.told.log.at(-1)).toMatchObject({ text: 'Коротко о сквере' });
  });

  test('moved to another hour without being agreed to again; not into the past, nor to a day of silence', async () => {
    server.setNow(WEDNESDAY);
    const card = await desk.agreed({ text: 'Перенесённая' });
    const move = (dueAt: string) => ({ ...ofVariant(card, { dueAt }) });
    expect(await server.fail(onPages.moveVariant, move('2026-11-25T06:59:59Z'), editor)).toMatchObject({
      status: 400,
    });
    const quiet = { params: { day: '2026-11-28' }, body: { reason: 'Траур' } };
    const calendar = await server.call(acts.saveQuietDay, quiet, approver);
    expect(calendar.days.find(({ day }) => day === '2026-11-28')).toMatchObject({ quiet: 'Траур' });
    expect(await server.fail(onPages.moveVariant, move('2026-11-28T05:00:00Z'), editor)).toMatchObject({
      status: 400,
    });
    await server.call(acts.saveQuietDay, { ...quiet, body: { reason: '' } }, approver);
    const moved = await server.call(onPages.moveVariant, move('2026-11-28T05:00:00Z'), editor);
    expect(moved).toMatchObject({ state: 'approved', variants: [{ dueAt: '2026-11-28T05:00:00.000Z' }] });
    await desk.come();
    expect(desk.saidOf('Перенесённая')).toBe(0);
    await desk.come('2026-11-28T05:00:00Z');
    expect(desk.saidOf('Перенесённая')).toBe(1);
  });

  test('a page that is not connected is published by hand, and its address is of that network', async () => {
    server.setNow(WEDNESDAY);
    const card = await desk.agreed({ variants: [{ pageId: desk.byHand, dueAt: FRIDAY_TEN }] });
    expect(firstOf(card)).toMatchObject({ state: 'manual', manualReason: expect.stringMatching(/./u) });
    server.setNow('2026-11-27T06:00:00Z');
    expect(await server.call(lists.countPublications, {}, editor)).toMatchObject({ troubled: 1 });
    const prove = (url: string, publishedAt = FRIDAY_TEN) => ofVariant(card, { url, publishedAt });
    expect(await server.fail(onPages.proveVariant, prove('https://vk.com/wall1'), editor)).toMatchObject({
      status: 400,
    });
    expect(
      await server.fail(onPages.proveVariant, prove('https://ok.ru/topic/1', '2026-11-27T06:00:01Z'), editor),
    ).toMatchObject({ status: 400 });
    const proven = await server.call(onPages.proveVariant, prove('https://m.ok.ru/topic/1'), editor);
    expect(firstOf(proven)).toMatchObject({ state: 'published', url: 'https://m.ok.ru/topic/1' });
    expect(
      await server.fail(
        onPages.proveVariant,
        ofVariant(proven, { url: 'https://ok.ru/t/2', publishedAt: FRIDAY_TEN }),
        editor,
      ),
    ).toMatchObject({ status: 409 });
  });

  test('what the network refuses says why, and goes again by a person', async () => {
    server.setNow(WEDNESDAY);
    const { id } = await desk.agreed({ text: 'Отказ сети' });
    desk.told.faults.publish.push({
      when: 'before',
      failure: new NetworkFailure('refused', 'Сеть отказала: стена закрыта'),
    });
    await desk.come();
    const failed = await desk.read(id);
    expect(firstOf(failed)).toMatchObject({ state: 'failed', reason: 'Сеть отказала: стена закрыта' });
    expect(firstOf(failed).can).toEqual(['retry', 'prove']);
    const calendar = await desk.calendar();
    const cells = calendar.pages.flatMap(({ days }) => days.flatMap(({ items }) => items));
    expect(cells.find((one) => one.publicationId === id)).toMatchObject({ state: 'failed', reason: /./u });
    await server.call(onPages.retryVariant, ofVariant(failed), editor);
    await desk.come();
    expect(firstOf(await desk.read(id)).state).toBe('published');
  });
});

describe('what failed', () => {
  test('of a correction is not sent again beside another that is open', async () => {
    const card = await published({ text: 'Сеанс в пять' });
    const change = async (text: string) => {
      const asked = await server.call(
        onPages.correctVariant,
        ofVariant(await desk.read(card.id), { text, reason: 'Час другой' }),
        editor,
      );
      return firstOf(asked).changes.at(-1)!.id;
    };
    const on = async (id: string, more: object = {}) => ({
      params: { id: firstOf(card).id, change: id },
      body: { version: (await desk.read(card.id)).version, ...more } as never,
    });
    const first = await change('Сеанс в шесть');
    desk.told.faults.edit.push({ when: 'before', failure: new NetworkFailure('refused', 'Сеть отказала') });
    await server.call(onPages.approveCorrection, await on(first), approver);
    await desk.come();
    expect(itemAt(firstOf(await desk.read(card.id)).changes, 0)).toMatchObject({ state: 'failed' });
    await change('Сеанс в семь');
    expect(
      await server.fail(onPages.settleCorrection, await on(first, { isDone: false }), editor),
    ).toMatchObject({ status: 409 });
  });
});

describe('what is published is never changed in silence', () => {
  test('a correction has a reason, another agrees, and everybody reads why', async () => {
    const card = await published({ text: 'Откроем 1 декабря' });
    const ask = (text: string) => ofVariant(card, { text, reason: 'Срок другой' });
    expect(await server.fail(onPages.correctVariant, ask('Откроем 1 декабря'), editor)).toMatchObject({
      status: 400,
    });
    expect(await server.fail(onPages.correctVariant, ask('Откроем … декабря'), editor)).toMatchObject({
      status: 400,
    });
    expect(await server.fail(onPages.correctVariant, ask('я'.repeat(1001)), editor)).toMatchObject({
      status: 400,
    });
    const asked = await server.call(onPages.correctVariant, ask('Откроем 5 декабря'), editor);
    const change = itemAt(firstOf(asked).changes, 0);
    expect(change).toMatchObject({
      state: 'approval',
      before: 'Откроем 1 декабря',
      after: 'Откроем 5 декабря',
    });
    expect(await server.call(lists.countPublications, {}, editor)).toMatchObject({
      approval: expect.any(Number),
    });
    // One at a time.
    const again = ofVariant(asked, { text: 'Откроем 6 декабря', reason: 'Срок другой' });
    expect(await server.fail(onPages.correctVariant, again, editor)).toMatchObject({ status: 409 });
    const decide = (version: number) => ({
      params: { id: firstOf(card).id, change: change.id },
      body: { version },
    });
    const agreed = await server.call(onPages.approveCorrection, decide(asked.version), approver);
    expect(itemAt(firstOf(agreed).changes, 0).state).toBe('doing');
    await desk.come();
    const done = await desk.read(card.id);
    expect(firstOf(done)).toMatchObject({
      text: 'Откроем 5 декабря',
      changes: [{ state: 'done', approvedBy: /./u }],
    });
    expect(desk.told.log.at(-1)).toMatchObject({ text: 'Откроем 5 декабря' });
    const { corrections } = await server.call(acts.listCorrections, {});
    expect(corrections.find(({ kind }) => kind === 'correct')).toMatchObject({
      reason: 'Срок другой',
      page: 'Город',
    });
  });

  test('its author does not agree to a correction; one that is not agreed to changes nothing', async () => {
    const card = await published({ text: 'Концерт в шесть' });
    const asked = await server.call(
      onPages.correctVariant,
      ofVariant(card, { text: 'Концерт в семь', reason: 'Час другой' }),
      deputy,
    );
    const decide = {
      params: { id: firstOf(card).id, change: itemAt(firstOf(asked).changes, 0).id },
      body: { version: asked.version },
    };
    expect(await server.fail(onPages.approveCorrection, decide, deputy)).toMatchObject({ status: 403 });
    const returned = await server.call(
      onPages.returnCorrection,
      { ...decide, body: { ...decide.body, reason: 'Час верный' } },
      approver,
    );
    expect(firstOf(returned)).toMatchObject({ text: 'Концерт в шесть', changes: [{ state: 'returned' }] });
    expect(firstOf(await desk.read(card.id)).can).toEqual(['correct', 'withdraw']);
  });

  test('taken off at once, with a ground everybody reads', async () => {
    const card = await published({ text: 'Ошибочная новость' });
    const asked = await server.call(
      onPages.withdrawVariant,
      ofVariant(card, { reason: 'Сведения неверны' }),
      editor,
    );
    expect(itemAt(firstOf(asked).changes, 0)).toMatchObject({ kind: 'withdraw', state: 'doing' });
    await desk.come();
    const gone = await desk.read(card.id);
    expect(firstOf(gone)).toMatchObject({ state: 'withdrawn', text: 'Ошибочная новость', can: [] });
    expect(desk.told.log.find(({ text }) => text === 'Ошибочная новость')).toMatchObject({ isGone: true });
    const { corrections } = await server.call(acts.listCorrections, {});
    expect(corrections.find(({ kind }) => kind === 'withdraw')).toMatchObject({
      reason: 'Сведения неверны',
      url: '',
    });
  });

  test('on a page that is not connected a person does it, and says so', async () => {
    server.setNow(WEDNESDAY);
    const card = await desk.agreed({ variants: [{ pageId: desk.byHand, dueAt: FRIDAY_TEN }] });
    server.setNow('2026-11-27T06:00:00Z');
    const body = { url: 'https://ok.ru/topic/9', publishedAt: FRIDAY_TEN };
    const proven = await server.call(onPages.proveVariant, ofVariant(card, body), editor);
    const asked = await server.call(
      onPages.withdrawVariant,
      ofVariant(proven, { reason: 'Неверно' }),
      editor,
    );
    const change = itemAt(firstOf(asked).changes, 0);
    expect(change).toMatchObject({
      state: 'unknown',
      stateReason: /сделайте это на странице/u,
      can: ['settle'],
    });
    const settle = {
      params: { id: firstOf(card).id, change: change.id },
      body: { version: asked.version, isDone: true },
    };
    const done = await server.call(onPages.settleCorrection, settle, editor);
    expect(firstOf(done)).toMatchObject({ state: 'withdrawn', changes: [{ state: 'done' }] });
  });
});

describe('news for everybody', () => {
  test('tells what stands on the pages, once with all its addresses, as JSON, RSS and Atom', async () => {
    const card = await published({ text: 'Открыли каток. Вход свободный.' });
    // Read at most once a minute.
    server.setNow('2026-11-27T05:02:00Z');
    const { news } = await server.call(listNews, {});
    expect(news.find(({ id }) => id === card.id)).toMatchObject({
      title: 'Открыли каток',
      text: 'Открыли каток. Вход свободный.',
      correctedAt: null,
      places: [{ page: 'Город', network: 'ВКонтакте', url: firstOf(card).url }],
    });
    // What was taken off is no news; what was put right says when.
    expect(news.map(({ text }) => text)).not.toContain('Ошибочная новость');
    expect(news.find(({ text }) => text === 'Откроем 5 декабря')).toMatchObject({ correctedAt: /./u });
    for (const [format, parse] of [
      ['rss', parseRssFeed],
      ['atom', parseAtomFeed],
    ] as const) {
      const reply = await server.inject({ method: 'GET', url: `/api/open/news/${format}` });
      expect(reply.headers['content-type']).toBe(`application/${format}+xml; charset=utf-8`);
      expect(JSON.stringify(parse(reply.body))).toContain('Вход свободный');
    }
  });
});
