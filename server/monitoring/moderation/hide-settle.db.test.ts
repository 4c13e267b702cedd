import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as acts from '../../../shared/contract/monitoring/moderation-acts.ts';
import type { ModerationDesk } from '../../../tests/support/networks/moderation-desk.ts';
import {
  type ModerationSteps,
  openModerationSteps,
} from '../../../tests/support/networks/moderation-story.ts';
import { NetworkFailure } from '../../base/networks/index.ts';

/** Decisions that wait for another person, or that the network did not carry out: with all that changes of them. */

let steps: ModerationSteps;
let m: ModerationDesk;

beforeAll(async () => {
  steps = await openModerationSteps();
  ({ m } = steps);
});
afterAll(() => m.server.close());

const second = { second_by: expect.stringMatching(/^staff:/u), second_by_name: 'Пробный С.' };
const off = ['deed hide done', 'post gone by page'];

describe('a second look', () => {
  const look = (id: string, version: number, body: { agrees: boolean; note?: string }, cookie = m.approver) =>
    [acts.lookSecond, { params: { id }, body: { version, ...body } }, cookie] as const;

  test('declines with a word why: the comment stays, and its words are kept by nobody', async () => {
    steps.at('09:30');
    const { id, version } = await m.hide(await m.advertise(), 2);
    expect((await m.server.fail(...look(id, version, { agrees: false }))).fields).toHaveProperty('note');
    expect((await m.server.fail(...look(id, version, { agrees: true }, m.operator))).status).toBe(403);
    const note = 'Это мнение';
    expect(
      await steps.step('09:31', id, (card) =>
        m.server.call(...look(id, card.version, { agrees: false, note })),
      ),
    ).toEqual({
      row: { state: 'declined', second_at: '09:31', second_note: note, ...second },
      lines: ['- hold open', 'said второй взгляд: комментарий остаётся', 'journal moderation.decline {}'],
    });
  });

  test('agrees: the page is asked', async () => {
    steps.at('09:35');
    const { id } = await m.hide(await m.advertise(), 2);
    expect(
      await steps.step('09:36', id, (card) => m.server.call(...look(id, card.version, { agrees: true }))),
    ).toEqual({
      row: {
        state: 'hidden',
        way: 'network',
        hidden_at: '09:36',
        appeal_until: '2026-12-24T18:59:59+00:00',
        second_at: '09:36',
        ...second,
      },
      lines: [
        '- hold open',
        '- post stands',
        'notice hidden public said',
        'said второй взгляд: комментарий убирается',
        'said комментарий убран',
        'hold 2027-03-24T18:59:59+00:00',
        ...off,
        'journal moderation.agree {}',
      ],
    });
  });

  test('of what is gone meanwhile, or says otherwise, is none', async () => {
    for (const [set, words] of [
      ["gone_at = now(), gone_by = 'author'", /уже нет/u],
      ["text = 'Иначе'", /исправили/u],
    ] as const) {
      const act = await m.hide(await m.advertise(), 2);
      if (set.startsWith('text'))
        await m.server.asOwner(
          `INSERT INTO posts.sight (post_id, serial, seen_at, as_of, author_key, author_name, text, url, pictures, raw, sha256)
           SELECT post_id, 2, seen_at, as_of, author_key, author_name, 'Иначе', url, pictures, raw, repeat('9', 64) FROM posts.sight
           WHERE post_id = '${act.postId}'`,
        );
      await m.server.asOwner(`UPDATE posts.post SET ${set} WHERE id = '${act.postId}'`);
      const { version } = await m.readAct(act.id, m.approver);
      expect((await m.server.fail(...look(act.id, version, { agrees: true }))).detail).toMatch(words);
    }
  });
});

describe('a decision the network did not carry out', () => {
  const lose = (when: 'before' | 'after', kind: 'refused' | 'unknown', words: string): void => {
    m.network.failDeed.next = { when, failure: new NetworkFailure(kind, words) };
  };
  const settle = (id: string, as: 'done' | 'again') =>
    steps.step('09:46', id, ({ version }) =>
      m.server.call(acts.settleAct, { params: { id }, body: { version, as } }, m.operator),
    );
  const unknown = async (): Promise<string> => {
    steps.at('09:44');
    const { id } = await m.hide(await m.advertise());
    lose('after', 'unknown', 'Нет ответа');
    expect(await steps.step('09:45', id, async () => {})).toEqual({
      row: { state: 'unknown', reason: 'Нет ответа' },
      lines: [
        '- deed hide waiting',
        'said неизвестно, чем кончилось в сети (Нет ответа)',
        'deed hide unknown',
      ],
    });
    return id;
  };

  test('says why, and is given up with a reason', async () => {
    steps.at('09:40');
    const { id } = await m.hide(await m.advertise());
    lose('before', 'refused', 'Нет прав');
    expect(await steps.step('09:41', id, async () => {})).toEqual({
      row: { state: 'failed', reason: 'Нет прав' },
      lines: ['- deed hide waiting', 'said сеть отказала (Нет прав)', 'deed hide failed'],
    });
    expect(
      await steps.step('09:42', id, ({ version }) =>
        m.server.call(
          acts.withdrawAct,
          { params: { id }, body: { version, reason: 'Передумали' } },
          m.operator,
        ),
      ),
    ).toEqual({
      row: { state: 'dropped', reason: 'Передумали' },
      lines: [
        '- hold open',
        'said комментарий остаётся на странице (Передумали)',
        'journal moderation.withdraw {}',
      ],
    });
  });

  test.each([
    ['done', 'said человек посмотрел: в сети сделано'],
    ['again', 'said сеть просят снова'],
  ] as const)('of unknown fate is settled by a person: %s', async (as, words) => {
    const id = await unknown();
    expect(await settle(id, as)).toEqual({
      row: {
        state: 'hidden',
        way: 'network',
        reason: '',
        hidden_at: '09:46',
        appeal_until: '2026-12-24T18:59:59+00:00',
      },
      lines: [
        '- hold open',
        '- deed hide unknown',
        '- post stands',
        'notice hidden public said',
        ...['said комментарий убран', words].toSorted((one, other) => (one < other ? -1 : 1)),
        'hold 2027-03-24T18:59:59+00:00',
        ...off,
        `journal moderation.settle {"as": "${as}"}`,
      ],
    });
  });
});
