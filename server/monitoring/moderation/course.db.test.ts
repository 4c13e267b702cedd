import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ActCard } from '../../../shared/contract/monitoring/moderation.ts';
import * as acts from '../../../shared/contract/monitoring/moderation-acts.ts';
import { type ModerationDesk, openModerationDesk } from '../../../tests/support/networks/moderation-desk.ts';
import { drawPicture } from '../../../tests/support/pictures.ts';
import { signInAs } from '../../../tests/support/site/sign-in.ts';
import { sendFile } from '../../../tests/support/uploads.ts';
import { NetworkFailure } from '../../base/networks/index.ts';

/** What a decision leaves behind at each step: the history of its incident, the journal, how long the words stay. */

let m: ModerationDesk;

beforeAll(async () => {
  m = await openModerationDesk();
});
afterAll(() => m.server.close());

const rowsOf = async <T>(text: string, values: unknown[]): Promise<T[]> =>
  (await m.server.app.pool.query(text, values)).rows;

/** Lines of the history that name the decision, without its number. */
async function history(act: ActCard): Promise<string[]> {
  const rows = await rowsOf<{ what: string }>(
    'SELECT what FROM incidents.event WHERE incident_id = $1 AND what LIKE $2 ORDER BY serial',
    [act.incidentId, `${act.number}%`],
  );
  return rows.map(({ what }) => what.replace(`${act.number}: `, ''));
}

async function journal(act: ActCard): Promise<string[]> {
  const rows = await rowsOf<{ action: string }>(
    `SELECT action FROM audit.record WHERE object_id = $1 AND action LIKE 'moderation.%' ORDER BY seq`,
    [act.id],
  );
  return rows.map(({ action }) => action.replace('moderation.', ''));
}

/** The last moment the words are held for the decision; `open` while something may follow, `none` once it holds them no more. */
async function heldUntil(act: ActCard): Promise<string> {
  const [row] = await rowsOf<{ until: Date | null }>(
    `SELECT until FROM posts.hold WHERE post_id = $1 AND holder = 'moderation'`,
    [act.postId],
  );
  return row === undefined ? 'none' : (row.until?.toISOString().slice(0, 10) ?? 'open');
}

const touch = <T extends object>(act: ActCard, body: T) => ({
  params: { id: act.id },
  body: { version: act.version, ...body },
});

describe('a decision leaves behind', () => {
  test('that it was made, done, objected to, and taken back', async () => {
    const made = await m.hide(await m.advertise());
    expect(await heldUntil(made)).toBe('open');
    await m.server.drain();
    const hidden = await m.readAct(made.id);
    const kept = await heldUntil(hidden);
    expect(kept > '2026-12-24').toBe(true);
    await m.appeal(hidden);
    expect(await heldUntil(hidden)).toBe('open');
    await m.decide(await m.readAct(made.id, m.approver), 'granted');
    await m.server.drain();
    expect((await m.readAct(made.id)).state).toBe('restored');
    expect(await history(made)).toEqual([
      'комментарий убирается по правилу 5',
      'комментарий убран',
      'автор возразил',
      'возражение принято',
      'комментарий возвращён',
    ]);
    expect(await journal(made)).toEqual(['hide', 'appeal', 'decide']);
    const back = await heldUntil(made);
    expect(back > '2026-11-24' && back < kept).toBe(true);
  });

  test('that an objection changed nothing', async () => {
    const hidden = await m.hidden();
    await m.appeal(hidden);
    const before = await m.readAct(hidden.id, m.approver);
    const upheld = await m.decide(before, 'upheld');
    expect(upheld).toMatchObject({
      state: 'hidden',
      version: expect.any(Number),
      can: expect.not.arrayContaining(['decide']),
    });
    expect(upheld.version).toBeGreaterThan(before.version);
    expect(upheld.notices.map(({ kind }) => kind)).toContain('upheld');
    expect((await history(hidden)).at(-1)).toBe('возражение рассмотрено: решение в силе');
    expect(await heldUntil(hidden)).not.toBe('open');
    await m.server.drain();
  });

  test('that another looked and it stays, or that whoever made it thought better of it', async () => {
    const asked = await m.hide(await m.advertise(), 2, m.chair);
    const declined = await m.server.call(
      acts.lookSecond,
      touch(asked, { agrees: false, note: 'Это спор' }),
      m.approver,
    );
    expect(declined.state).toBe('declined');
    expect(await history(asked)).toEqual([
      'предложено убрать комментарий по правилу 2',
      'второй взгляд: комментарий остаётся',
    ]);
    expect(await journal(asked)).toEqual(['hide', 'decline']);
    expect(await heldUntil(asked)).toBe('none');
    const agreed = await m.hide(await m.advertise(), 2, m.chair);
    await m.server.call(acts.lookSecond, touch(agreed, { agrees: true }), m.approver);
    await m.server.drain();
    expect(await history(agreed)).toEqual([
      'предложено убрать комментарий по правилу 2',
      'второй взгляд: комментарий убирается',
      'комментарий убран',
    ]);
    expect(await journal(agreed)).toEqual(['hide', 'agree']);
    const third = await m.hide(await m.advertise(), 2, m.chair);
    await m.server.call(acts.withdrawAct, touch(third, { reason: 'Погорячились' }), m.chair);
    expect(await history(third)).toEqual([
      'предложено убрать комментарий по правилу 2',
      'комментарий остаётся на странице',
    ]);
    expect(await journal(third)).toEqual(['hide', 'withdraw']);
    expect(await heldUntil(third)).toBe('none');
  });

  test('that the network refused, did not answer, was asked again, and what a person saw there', async () => {
    m.network.failDeed.next = { when: 'before', failure: new NetworkFailure('rights', 'Нет прав') };
    const act = await m.hide(await m.advertise());
    await m.server.drain();
    const failed = await m.readAct(act.id);
    expect(failed).toMatchObject({ state: 'failed', reason: 'Нет прав' });
    m.network.failDeed.next = { when: 'after', failure: new NetworkFailure('unknown', 'Ответа нет') };
    await m.server.call(acts.settleAct, touch(failed, { as: 'again' }), m.operator);
    await m.server.drain();
    const lost = await m.readAct(act.id);
    expect(lost.state).toBe('unknown');
    await m.server.call(acts.settleAct, touch(lost, { as: 'done' }), m.operator);
    expect(await history(act)).toEqual([
      'комментарий убирается по правилу 5',
      'сеть отказала',
      'сеть просят снова',
      'неизвестно, чем кончилось в сети',
      'комментарий убран',
      'человек посмотрел: в сети сделано',
    ]);
    expect(await journal(act)).toEqual(['hide', 'settle', 'settle']);
    await m.server.drain();
  });
});

test('a proof by a file is seen by whoever sees decisions, and by nobody else', async () => {
  const { hide: way } = m.network.connector;
  delete m.network.connector.hide;
  const act = await m.hide(await m.advertise());
  const other = await m.hide(await m.advertise());
  if (way) m.network.connector.hide = way;
  const prove = async (of: ActCard) => {
    const { fileId, token } = (await sendFile(m.server, await drawPicture('png'), { cookie: m.operator }))
      .body;
    await m.server.call(acts.proveAct, touch(of, { url: '', file: { fileId, token } }), m.operator);
    return fileId;
  };
  const [proof] = [await prove(act), await prove(other)];
  expect(await history(act)).toContain('сделано в сети рукой, доказательство приложено');
  const status = async (cookie: string) =>
    (await m.server.inject({ url: `/api/files/${proof}/display`, headers: { cookie } })).statusCode;
  expect(await status(m.operator)).toBe(200);
  expect(await status(m.approver)).toBe(200);
  for (const role of ['executor', 'admin'] as const)
    expect(await status(await signInAs(m.server, role))).not.toBe(200);
});
