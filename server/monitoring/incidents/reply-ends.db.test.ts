import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as replies from '../../../shared/contract/monitoring/incident-replies.ts';
import type { IncidentCard } from '../../../shared/contract/monitoring/incidents.ts';
import type { IncidentDesk } from '../../../tests/support/networks/incident-desk.ts';
import {
  type IncidentSteps,
  onReply,
  openIncidentSteps,
} from '../../../tests/support/networks/incident-story.ts';
import { NetworkFailure } from '../../base/networks/index.ts';

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
