import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { dismissIncident } from '../../../shared/contract/monitoring/incident-acts.ts';
import type { ActCard as Act } from '../../../shared/contract/monitoring/moderation.ts';
import { withdrawAct } from '../../../shared/contract/monitoring/moderation-acts.ts';
import { memberOf } from '../../../tests/support/networks/incident-desk.ts';
import {
  AD,
  type ModerationDesk,
  openModerationDesk,
} from '../../../tests/support/networks/moderation-desk.ts';
import { runMutation } from '../../lib/module/unit-of-work.ts';
import { forgetWordsJob } from '../incidents/retention.ts';

let m: ModerationDesk;

beforeAll(async () => {
  m = await openModerationDesk();
});
afterAll(() => m.server.close());

describe('the database itself', () => {
  const asServer = (text: string, values: unknown[] = []) => m.server.app.pool.query(text, values);
  const copied =
    'number, code, incident_id, page_id, post_id, sight_serial, sight_sha256, rule_id, state, second_why, ground, made_by, made_by_name, made_at';

  /** A row like that of a decision, for another comment, with something otherwise. */
  async function insertLike(act: Act, set: Record<string, string>): Promise<unknown> {
    const other = await m.advertise();
    const { rows } = await asServer('SELECT serial, sha256 FROM posts.sight WHERE post_id = $1', [
      memberOf(other).id,
    ]);
    const own: Record<string, string> = {
      number: `'raw-${other.id}'`,
      post_id: `'${memberOf(other).id}'`,
      sight_serial: String(rows[0].serial),
      sight_sha256: `'${rows[0].sha256}'`,
      state: "'hiding'",
      ...set,
    };
    const values = copied.split(', ').map((name) => own[name] ?? name);
    return asServer(
      `INSERT INTO moderation.act (id, ${copied}) SELECT gen_random_uuid(), ${values.join(', ')} FROM moderation.act WHERE id = $1`,
      [act.id],
    );
  }

  test('takes in a decision that has all it must', async () => {
    await insertLike(await m.hidden(), {});
  });

  test.each([
    ['a rule', { rule_id: 'gen_random_uuid()' }, /by a rule|foreign key/u],
    ['any rule', { rule_id: 'NULL' }, /rule|null value/u],
    ['evidence', { sight_serial: '99' }, /evidence/u],
    ['any evidence', { sight_serial: 'NULL' }, /evidence|null value/u],
    ['the print of what was seen', { sight_sha256: "repeat('0', 64)" }, /evidence/u],
    ['its ground', { ground: "''" }, /begins with its ground/u],
    ['beginning at the beginning', { state: "'hidden'" }, /begins with its ground/u],
    ['the second look it owes', { second_why: "'rule'" }, /begins with its ground/u],
    ['a page of ours', { page_id: 'gen_random_uuid()' }, /page of ours|foreign key/u],
  ] as [string, Record<string, string>, RegExp][])('refuses one without %s', async (_, set, words) => {
    await expect(insertLike(await m.hidden(), set)).rejects.toThrow(words);
  });

  test('refuses one by a rule that came later, that is retired, or that asks for a second look nobody gives', async () => {
    const act = await m.hidden();
    const rule = async (number: number, columns: string) => {
      await asServer(
        `INSERT INTO moderation.rule (id, number, version, title, text, needs_second, is_retired, in_force_at, ground, made_at, made_by_name)
         VALUES (gen_random_uuid(), ${number}, 1, 'Т', 'Т', ${columns}, 'г', now(), 'Другой')`,
      );
      return `(SELECT id FROM moderation.rule WHERE number = ${number})`;
    };
    const later = await rule(101, "false, false, '2026-11-24T08:59:00Z'");
    const retired = await rule(102, "false, true, '2026-01-01'");
    const owed = await rule(103, "true, false, '2026-01-01'");
    await expect(insertLike(act, { rule_id: later })).rejects.toThrow(/in force when it was written/u);
    await expect(insertLike(act, { rule_id: retired })).rejects.toThrow(/in force/u);
    await expect(insertLike(act, { rule_id: owed })).rejects.toThrow(/waits for whom it must/u);
  });

  test.each([
    [
      'goes backwards',
      `UPDATE moderation.act SET state = 'hiding', hidden_at = NULL WHERE id = $1`,
      /does not go from/u,
    ],
    [
      'changes its rule',
      'UPDATE moderation.act SET rule_id = (SELECT id FROM moderation.rule WHERE number = 1 AND version = 1) WHERE id = $1',
      /never changes/u,
    ],
    [
      'changes its evidence',
      `UPDATE moderation.act SET sight_sha256 = repeat('0', 64) WHERE id = $1`,
      /never changes/u,
    ],
    ['changes its ground', `UPDATE moderation.act SET ground = 'Другое' WHERE id = $1`, /never changes/u],
    ['is deleted', 'DELETE FROM moderation.act WHERE id = $1', /stays on record/u],
  ])('no decision %s', async (_, text, words) => {
    const act = await m.hidden();
    await expect(asServer(text, [act.id])).rejects.toThrow(words);
  });

  test('no second look by the same person, nothing done by hand without a proof', async () => {
    const act = await m.hide(await m.advertise(), 2);
    await expect(
      asServer(
        `UPDATE moderation.act SET state = 'hiding', second_by = made_by, second_at = now() WHERE id = $1`,
        [act.id],
      ),
    ).rejects.toThrow(/act_check/u);
    await expect(
      asServer(`UPDATE moderation.act SET state = 'hiding' WHERE id = $1`, [act.id]),
    ).rejects.toThrow(/act_check/u);
    await asServer(
      `UPDATE moderation.act SET state = 'by-hand', second_by = 'staff:x', second_at = now() WHERE id = $1`,
      [act.id],
    );
    await expect(
      asServer(
        `UPDATE moderation.act SET state = 'hidden', way = 'hand', hidden_at = now(), appeal_until = now() WHERE id = $1`,
        [act.id],
      ),
    ).rejects.toThrow(/act_check/u);
  });

  test('a page takes nothing off, and puts nothing back, without a decision that has got so far', async () => {
    const deed = (set: string) =>
      `INSERT INTO networks.deed (id, page_id, kind, subject_kind, subject_id, to_id, state, state_at, next_at, made_at)
       SELECT gen_random_uuid(), act.page_id, ${set}, 'waiting', now(), now(), now()
       FROM moderation.act JOIN posts.post ON post.id = act.post_id WHERE act.id = $1`;
    const refuses = async (act: Act, set: string) =>
      expect(asServer(deed(set), [act.id])).rejects.toThrow(/without a rule and the evidence/u);
    const waits = await m.hide(await m.advertise(), 2);
    await refuses(waits, `'hide', 'moderation-act', act.id, post.external_id`);
    await refuses(waits, `'hide', 'moderation-act', gen_random_uuid(), post.external_id`);
    await refuses(waits, `'hide', 'somebody', act.id, post.external_id`);
    const done = await m.hidden();
    await refuses(done, `'restore', 'moderation-act', act.id, post.external_id`);
    await expect(
      asServer(`UPDATE networks.deed SET state = 'waiting', done_at = NULL WHERE subject_id = $1`, [done.id]),
    ).rejects.toThrow(/without a rule and the evidence/u);
    await expect(
      asServer(`UPDATE networks.deed SET to_id = 'c-1' WHERE subject_id = $1`, [done.id]),
    ).rejects.toThrow(/never changes/u);
    const going = await m.hide(await m.advertise());
    await asServer('DELETE FROM networks.deed WHERE subject_id = $1', [going.id]);
    await refuses(going, `'hide', 'moderation-act', act.id, 'c-1'`);
    await asServer(deed(`'hide', 'moderation-act', act.id, post.external_id`), [going.id]);
  });

  test('no objection is decided by who took the comment off, decided twice, or deleted', async () => {
    const act = await m.hidden();
    await m.appeal(act);
    const decided = (by: string) =>
      `UPDATE moderation.appeal SET outcome = 'upheld', decided_at = now(), decided_by = ${by} WHERE act_id = $1`;
    await expect(
      asServer(decided('(SELECT made_by FROM moderation.act WHERE id = act_id)'), [act.id]),
    ).rejects.toThrow(/another than who took/u);
    await asServer(decided("'staff:x'"), [act.id]);
    await expect(
      asServer(`UPDATE moderation.appeal SET outcome = 'granted' WHERE act_id = $1`, [act.id]),
    ).rejects.toThrow(/never changes/u);
    await expect(asServer('DELETE FROM moderation.appeal WHERE act_id = $1', [act.id])).rejects.toThrow(
      /stays on record/u,
    );
  });
});

describe('the words', () => {
  test('stay past their term while the author may object, and go everywhere afterwards', async () => {
    m.network.open.add('kept');
    const incident = await m.advertise({ authorId: 'kept' });
    const act = await m.hide(incident);
    await m.server.drain();
    await m.appeal(await m.readAct(act.id), { words: 'Это было моё объявление' });
    const other = await m.advertise();
    const left = await m.hide(other, 2);
    const why = { version: left.version, reason: 'Окна пусть висят' };
    await m.server.call(withdrawAct, { params: { id: left.id }, body: why }, m.operator);
    for (const { id } of [incident, other]) {
      const { version } = await m.read(id);
      await m.server.call(
        dismissIncident,
        { params: { id }, body: { version, reason: 'ad', note: '' } },
        m.operator,
      );
    }
    const forget = async (now: string) => {
      m.server.setNow(now);
      await runMutation(
        m.server.app.services,
        { actor: { kind: 'system', name: 'test' }, requestId: 't', ip: '' },
        async (ctx) => ctx.enqueue(forgetWordsJob, {}),
      );
      await m.server.drain();
    };
    await forget('2026-12-20T09:00:00Z');
    expect((await m.readAct(act.id)).evidence).toMatchObject({ text: AD, isForgotten: false });
    m.server.setNow('2026-11-25T09:00:00Z');
    await m.decide(await m.readAct(act.id, m.approver), 'upheld');
    await m.server.drain();
    await forget('2027-03-01T09:00:00Z');
    const gone = await m.readAct(act.id);
    expect(gone).toMatchObject({
      ground: '',
      evidence: { text: '', authorName: '', isForgotten: true },
      objection: { words: '' },
    });
    expect(gone.evidence.sha256).toBe(act.evidence.sha256);
    expect(await m.readAct(left.id)).toMatchObject({ state: 'dropped', ground: '', reason: '' });
    const { rows } = await m.server.app.pool.query(
      `SELECT to_jsonb(act)::text || coalesce(string_agg(to_jsonb(notice)::text || to_jsonb(saying)::text, ''), '') AS kept
       FROM moderation.act LEFT JOIN moderation.notice ON notice.act_id = act.id
       LEFT JOIN networks.saying ON saying.subject_id = notice.id WHERE act.id = $1 GROUP BY act.*`,
      [act.id],
    );
    for (const words of ['kept', 'Окна', 'объявление', 'Анна']) expect(rows[0].kept).not.toContain(words);
    m.server.setNow('2026-11-24T09:00:00Z');
  });
});
