import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as replies from '../../../../shared/contract/monitoring/incident-replies.ts';
import type { IncidentCard } from '../../../../shared/contract/monitoring/incidents.ts';
import { type IncidentDesk, memberOf } from '../../../../tests/support/networks/incident-desk.ts';
import {
  type IncidentSteps,
  onReply,
  openIncidentSteps,
} from '../../../../tests/support/networks/incident-story.ts';
import { addPage } from '../../../../tests/support/networks/told-network.ts';
import { signInAs } from '../../../../tests/support/site/sign-in.ts';
import { NetworkFailure } from '../../../base/networks/index.ts';

/** Replies that go out past the usual course, or do not: with all that it changes of the incident. */

let steps: IncidentSteps;
let desk: IncidentDesk;

beforeAll(async () => {
  steps = await openIncidentSteps();
  ({ desk } = steps);
});
afterAll(() => desk.server.close());

const said = '«Здравствуйте! Воду дадут сегодня к 18:00.»';

describe('a reply let out at once', () => {
  test('says why, stands there, and is looked at by another', async () => {
    steps.at('09:35');
    const { id } = await desk.sort(await steps.ask());
    const urgent = { as: 'urgent', urgentReason: 'Оборван провод' };
    const out = `reply published urgent made 09:36 published 09:36 Оборван провод ${said}`;
    expect(await steps.step('09:36', id, (card) => desk.draft(card, urgent))).toEqual({
      row: { status: 'published', due_at: null },
      lines: [
        '- term answer incident-own-comment 09:35 → 25 09:35',
        'term answer incident-own-comment 09:35 → 25 09:35 ended 09:36',
        out,
        'said Ответ выпущен срочно (Оборван провод)',
        'said Ответ опубликован (https://network.example/#)',
        'journal incidents.draft-reply {"as": "urgent", "reply": "#"}',
      ],
    });
    const review = ({ version, replies: [reply] }: IncidentCard) => ({
      params: { id, reply: reply!.id },
      body: { version },
    });
    const { call, fail } = desk.server;
    expect(
      await steps.step('09:37', id, (card) => call(replies.reviewReply, review(card), desk.chair)),
    ).toEqual({
      row: {},
      lines: [
        `- ${out}`,
        out.replace('published 09:36', 'reviewed 09:37 published 09:36'),
        'said Срочный ответ проверен',
        'journal incidents.review-reply {"reply": "#"}',
      ],
    });
    const again = await fail(replies.reviewReply, review(await desk.read(id)), desk.chair);
    expect(again).toMatchObject({ code: 'lib.conflict', detail: 'Этот ответ не ждёт проверки.' });
  });

  test('is looked at by another than its author', async () => {
    steps.at('09:38');
    const { id } = await desk.draft(
      await desk.sort(await steps.ask()),
      { as: 'urgent', urgentReason: 'Оборван провод' },
      desk.chair,
    );
    await desk.server.drain();
    const {
      version,
      replies: [reply],
    } = await desk.read(id);
    const body = { params: { id, reply: reply!.id }, body: { version } };
    const own = await desk.server.fail(replies.reviewReply, body, desk.chair);
    expect(own.detail).toMatch(/другой человек/u);
  });

  test('that was not urgent waits for nobody', async () => {
    steps.at('09:38');
    const { id } = await desk.approve(await desk.draft(await desk.sort(await steps.ask())));
    await desk.server.drain();
    const {
      version,
      replies: [reply],
    } = await desk.read(id);
    const body = { params: { id, reply: reply!.id }, body: { version } };
    expect((await desk.server.fail(replies.reviewReply, body, desk.chair)).code).toBe('lib.conflict');
  });
});

describe('a reply that is lost', () => {
  test('refused by the network: other words may be written, or the same sent again', async () => {
    steps.at('09:50');
    const { id } = await desk.draft(await desk.sort(await steps.ask()));
    const failure = new NetworkFailure('refused', 'Текст отклонён сетью');
    desk.network.fail.next = { when: 'before', failure };
    expect(await steps.step('09:50', id, (card) => desk.approve(card))).toEqual({
      row: { status: 'sorted' },
      lines: [
        `- reply approval made 09:50 ${said}`,
        `reply failed made 09:50 approved 09:50 Текст отклонён сетью ${said}`,
        'said Ответ не опубликован (Текст отклонён сетью)',
        'said Ответ согласован',
        'journal incidents.approve-reply {"reply": "#"}',
      ],
    });
    expect(
      await steps.step('09:51', id, (card) =>
        desk.server.call(replies.settleReply, onReply(card, { as: 'again' as const }), desk.operator),
      ),
    ).toEqual({
      row: { status: 'published', due_at: null },
      lines: [
        '- term answer incident-own-comment 09:50 → 25 09:50',
        `- reply failed made 09:50 approved 09:50 Текст отклонён сетью ${said}`,
        'term answer incident-own-comment 09:50 → 25 09:50 ended 09:51',
        `reply published made 09:50 approved 09:50 published 09:51 ${said}`,
        'said Ответ опубликован (https://network.example/#)',
        'said Ответ отправлен снова',
        'journal incidents.settle-reply {"as": "again", "reply": "#"}',
      ],
    });
  });

  test('of unknown fate: nothing else is said until a person has found it', async () => {
    steps.at('09:52');
    const { id } = await desk.draft(await desk.sort(await steps.ask(), { unitId: desk.unitId }));
    desk.network.isBlind = true;
    const failure = new NetworkFailure('unknown', 'Ответ сети не получен');
    desk.network.fail.next = { when: 'after', failure };
    expect(await steps.step('09:52', id, (card) => desk.approve(card))).toEqual({
      row: {},
      lines: [
        `- reply approval made 09:52 ${said}`,
        `reply unknown made 09:52 approved 09:52 Ответ сети не получен ${said}`,
        'said Неизвестно, вышел ли ответ (Ответ сети не получен)',
        'said Ответ согласован',
        'journal incidents.approve-reply {"reply": "#"}',
      ],
    });
    const found = { as: 'published' as const, url: 'https://network.example/found' };
    const { call, fail } = desk.server;
    const settle = (card: IncidentCard, url: string) => onReply(card, { ...found, url });
    const nowhere = await fail(replies.settleReply, settle(await desk.read(id), ''), desk.operator);
    expect(nowhere.fields).toHaveProperty('url');
    expect(
      await steps.step('09:53', id, (card) =>
        call(replies.settleReply, settle(card, found.url), desk.operator),
      ),
    ).toEqual({
      row: { status: 'published', due_at: null },
      lines: [
        '- term answer incident-own-comment 09:52 → 25 09:52',
        `- reply unknown made 09:52 approved 09:52 Ответ сети не получен ${said}`,
        'term answer incident-own-comment 09:52 → 25 09:52 ended 09:53',
        `reply published made 09:52 approved 09:52 published 09:53 ${said}`,
        'said Ответ найден на странице',
        'said Ответ опубликован (https://network.example/found)',
        'journal incidents.settle-reply {"as": "published", "reply": "#"}',
      ],
    });
    desk.network.isBlind = false;
  });
});

test('a reply is written under a post of its incident, by a page of ours that works in that network', async () => {
  steps.at('09:55');
  const card = await desk.sort(await steps.ask());
  const other = memberOf(await steps.ask()).id;
  const admin = await signInAs(desk.server, 'admin');
  const page = async (externalId: string, isOwn: boolean): Promise<string> =>
    (await addPage(desk.server, admin, { externalId, isOwn, title: 'Другая' })).id;
  const [foreign, idle] = [await page('-7', false), await page('-8', true)];
  await desk.server.asOwner(`UPDATE networks.page SET is_active = false WHERE id = '${idle}'`);
  const [elsewhere, gone] = [await page('-9', true), (await desk.sort(await steps.ask())).id];
  await desk.server.asOwner(`UPDATE networks.page SET network = 'ok' WHERE id = '${elsewhere}'`);
  await expect(desk.draft(card, { postId: other })).rejects.toThrow(/в инциденте уже нет/u);
  for (const pageId of [foreign, idle, elsewhere])
    await expect(desk.draft(card, { pageId }), pageId).rejects.toThrow(/здесь не ответить/u);
  const dead = await desk.read(gone);
  await desk.server.asOwner(
    `UPDATE posts.post SET gone_at = now(), gone_by = 'author' WHERE id = '${memberOf(dead).id}'`,
  );
  await expect(desk.draft(dead)).rejects.toThrow(/отвечать под ней негде/u);
  const text = 'а'.repeat(1000);
  expect((await desk.draft(card, { text, as: 'draft' })).replies).toMatchObject([{ text }]);
});

test('a final day may be today, and one reply is on its way at a time', async () => {
  steps.at('09:56');
  const today = { isInterim: true, promisedOn: '2026-11-24', as: 'draft' };
  const card = await desk.draft(await desk.sort(await steps.ask()), today);
  expect(card.replies).toMatchObject([{ state: 'draft', promisedOn: '2026-11-24' }]);
  await expect(desk.draft(card)).rejects.toThrow(/Ответ уже пишут/u);
  const foreign = await desk.sort(await steps.ask());
  const { params, body } = onReply(card, {});
  const approve = { params: { ...params, id: foreign.id }, body: { ...body, version: foreign.version } };
  const refused = await desk.server.fail(replies.approveReply, approve, desk.chair);
  expect(refused.detail).toBe('Такого ответа у инцидента нет.');
  const early = await desk.server.fail(replies.approveReply, onReply(card, {}), desk.chair);
  expect(early.detail).toMatch(/уже не ждёт согласования/u);
  const settled = onReply(card, { as: 'again' as const });
  expect((await desk.server.fail(replies.settleReply, settled, desk.operator)).detail).toMatch(
    /уже известно/u,
  );
});
