import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  exportTerms,
  listTerms,
  type TermFilter,
  type TermLine,
} from '../../../shared/contract/heatmap/control-desk.ts';
import { incidentTermTitles } from '../../../shared/text/monitoring/incidents.ts';
import { type IncidentDesk, openIncidentDesk } from '../../../tests/support/networks/incident-desk.ts';
import { asSystem, submitCase } from '../../../tests/support/site/cases.ts';
import { signInAs } from '../../../tests/support/site/sign-in.ts';
import { clocksSweepJob } from '../../base/clocks/index.ts';

let desk: IncidentDesk;
let executor: string;

const list = (query: TermFilter & { cursor?: string; limit?: number } = {}, cookie = desk.chair) =>
  desk.server.call(listTerms, { query }, cookie);

/** Everything a filter lists, page after page. */
async function listAll(filter: TermFilter): Promise<TermLine[]> {
  const lines: TermLine[] = [];
  let cursor: string | undefined;
  do {
    const page = await list({ ...filter, limit: 2, ...(cursor && { cursor }) });
    lines.push(...page.terms);
    cursor = page.next ?? undefined;
  } while (cursor);
  return lines;
}

beforeAll(async () => {
  desk = await openIncidentDesk();
  executor = await signInAs(desk.server, 'executor');
  await submitCase(desk.server);
  await submitCase(desk.server, { text: 'Во дворе не горят фонари, темно и страшно ходить.' });
  await desk.comment();
  await desk.sort(await desk.comment(), { unitId: desk.unitId, importance: 'high' });
  await desk.comment();
}, 60_000);
afterAll(() => desk.server.close());

describe('пульт сроков', () => {
  it('ставит дела и инциденты рядом, ближайший срок первым, страница за страницей', async () => {
    const { terms, whole, sources, total } = await list({ limit: 200 });
    expect(terms.map(({ dueAt }) => dueAt)).toEqual(terms.map(({ dueAt }) => dueAt).toSorted());
    expect(new Set(terms.map(({ source }) => source))).toEqual(new Set(['incidents', 'site_form']));
    expect([whole.all, total]).toEqual([terms.length, terms.length]);
    expect(sources.map(({ source, all }) => [source, all])).toEqual([
      ['incidents', 3],
      ['site_form', 2],
    ]);
    expect((await listAll({})).map(({ id }) => id)).toEqual(terms.map(({ id }) => id));
    const { terms: ofUnit } = await list({ unitId: desk.unitId });
    expect(ofUnit.map(({ unit }) => unit)).toEqual(['Дорожная служба']);
  });

  it('каждое число — длина списка, который оно открывает, при любом отборе', async () => {
    desk.server.setNow('2026-11-24T12:30:00Z');
    for (const slice of [{}, { unitId: desk.unitId }, { block: 'none' }, { districtId: 'none' }]) {
      const { sources } = await list(slice);
      for (const { source, all, late, today, later, told } of sources) {
        const length = async (more: TermFilter) => (await listAll({ ...slice, source, ...more })).length;
        expect(await length({})).toBe(all);
        expect(await length({ state: 'late' })).toBe(late);
        expect(await length({ state: 'today' })).toBe(today);
        expect(await length({ state: 'later' })).toBe(later);
        expect(await length({ told: 'yes' })).toBe(told);
        expect(await length({ told: 'no' })).toBe(all - told);
        expect(late + today + later).toBe(all);
        for (const [state, count] of Object.entries({ late, today, later }) as ['late', number][]) {
          expect((await list({ ...slice, source, state })).total).toBe(count);
          for (const is of ['yes', 'no'] as const)
            expect((await list({ ...slice, source, state, told: is })).total).toBe(
              await length({ state, told: is }),
            );
        }
        expect((await list({ ...slice, source, told: 'yes' })).total).toBe(told);
        expect((await list({ ...slice, source, told: 'no' })).total).toBe(all - told);
      }
    }
  });

  it('говорит, какая ступень лестницы наступила и какая следующая', async () => {
    await asSystem(desk.server, async (ctx) => ctx.enqueue(clocksSweepJob, {}));
    await desk.server.drain();
    const { terms } = await list({ source: 'incidents', state: 'late' });
    expect(terms.length).toBeGreaterThan(0);
    expect(terms[0]).toMatchObject({ clock: 'Взглянуть', told: 'никто не взглянул', next: null });
    const cases = (await list({ source: 'site_form' })).terms;
    expect(cases[0]).toMatchObject({
      state: 'later',
      told: null,
      next: { title: 'прошла половина срока', at: expect.any(String) },
    });
  });

  it('исполнителю показывает то, что направлено его подразделению, и считает то же самое', async () => {
    const { terms, whole } = await list({ limit: 200 }, executor);
    expect(terms.every(({ source }) => source !== 'incidents')).toBe(true);
    expect(whole.all).toBe(terms.length);
  });

  it('выгружает те же строки без слов жителей; запись остаётся в журнале', async () => {
    const { terms } = await list({ source: 'incidents' });
    const file = await desk.server.inject({
      url: `${exportTerms.path}?source=incidents&format=csv`,
      headers: { cookie: desk.chair },
    });
    const text = file.rawPayload.toString('utf8');
    for (const { number, title } of terms) {
      expect(text).toContain(number);
      expect(text).not.toContain(title);
    }
    const { rows } = await desk.server.app.pool.query(
      "SELECT object_id FROM audit.record WHERE action = 'control-desk.export'",
    );
    expect(rows).toHaveLength(1);
  });

  it('кто не читает соцсетей, инцидентов на пульте не видит', async () => {
    const { terms, sources } = await list({ limit: 200 }, await signInAs(desk.server, 'member'));
    expect(terms.length).toBeGreaterThan(0);
    expect(terms.every(({ source }) => source !== 'incidents')).toBe(true);
    expect(sources.map(({ source }) => source)).toEqual(['site_form']);
  });

  it('ступень — того срока, что в строке, и ничьего другого', async () => {
    const { pool } = desk.server.app;
    const { terms } = await list({ limit: 200 });
    const told = async () => (await list({ told: 'yes', limit: 200 })).terms.map(({ number }) => number);
    for (const { id, number, source, clock } of terms) {
      const kind = Object.entries(incidentTermTitles).find(([, title]) => title === clock)?.[0];
      const isOwn =
        source === 'incidents' ? `subject_id = '${id}' AND kind = 'incident-${kind}'` : `case_id = '${id}'`;
      const [table, other] =
        source === 'incidents' ? ['clocks.clock', 'cases.clock'] : ['cases.clock', 'clocks.clock'];
      await pool.query(`UPDATE ${other} SET next_step = 1`);
      await pool.query(`UPDATE ${table} SET next_step = CASE WHEN ${isOwn} THEN 2 ELSE 1 END`);
      expect(await told(), number).toEqual([number]);
      await pool.query(`UPDATE ${table} SET next_step = CASE WHEN ${isOwn} THEN 1 ELSE 2 END`);
      expect(await told(), number).not.toContain(number);
    }
  });

  it('называет тему, территорию и подразделение там, где они известны', async () => {
    const { terms } = await list({ source: 'incidents', limit: 200 });
    const known = terms.filter(({ unit }) => unit !== null);
    expect(known).toMatchObject([
      {
        block: expect.any(String),
        topic: expect.stringMatching(/[а-я]/u),
        district: 'Южный',
      },
    ]);
    for (const { topic } of terms.filter(({ unit }) => unit === null)) expect(topic).toBeNull();
  });

  it('держит и срок, за которым не следят ни часы, ни лестница: ответить, и никому не сообщено', async () => {
    const { pool } = desk.server.app;
    const before = (await list({ limit: 200 })).terms;
    const kept = await pool.query('SELECT FROM cases.clock');
    await desk.server.asOwner(
      'DELETE FROM cases.clock; DELETE FROM clocks.clock; DELETE FROM incidents.term',
    );
    const { terms, whole } = await list({ limit: 200 });
    expect(terms.map(({ id }) => id)).toEqual(before.map(({ id }) => id));
    for (const { clock, told, next } of terms) expect([clock, told, next]).toEqual(['Ответ', null, null]);
    expect([whole.all, whole.told]).toEqual([terms.length, 0]);
    expect((await list({ told: 'yes' })).total).toBe(0);
    expect(kept.rowCount).toBeGreaterThan(0);
  });

  it('относит к сегодняшним то, что кончится до полуночи, и к опоздавшим — то, что уже кончилось', async () => {
    desk.server.setNow('2026-11-24T12:30:00Z');
    const { terms } = await list({ source: 'incidents', limit: 200 });
    const stateAt = async (due: string) => {
      await desk.server.asOwner(`UPDATE incidents.incident SET due_at = '${due}' WHERE due_at IS NOT NULL`);
      return new Set((await list({ source: 'incidents', limit: 200 })).terms.map(({ state }) => state));
    };
    expect(terms.length).toBeGreaterThan(0);
    expect(await stateAt('2026-11-24T12:29:59Z')).toEqual(new Set(['late']));
    expect(await stateAt('2026-11-24T12:30:00Z')).toEqual(new Set(['today']));
    expect(await stateAt('2026-11-24T18:59:59Z')).toEqual(new Set(['today']));
    expect(await stateAt('2026-11-24T19:00:00Z')).toEqual(new Set(['later']));
  });

  it('из двух часов дела с одним сроком называет ответ', async () => {
    const [first] = (await list({ source: 'site_form' })).terms;
    const insert = (kind: string, due: string) =>
      desk.server.asOwner(
        `INSERT INTO cases.clock (id, case_id, kind, rule_id, rule_version, calendar_version, started_at, due_at)
         VALUES (gen_random_uuid(), '${first?.id}', '${kind}', 'rule', '1', '1', '2026-11-24T09:00:00Z', ${due})`,
      );
    const clocks = async () => (await list({ source: 'site_form' })).terms.map(({ clock }) => clock);
    const [alone, ...others] = await clocks();
    for (const kind of ['acceptance', 'answer', 'registration'])
      await insert(kind, `'${first?.dueAt}'::timestamptz`);
    await insert('answer', `'${first?.dueAt}'::timestamptz + interval '1 day'`);
    const [of, ...rest] = await clocks();
    expect(of).toMatch(/твет/u);
    expect(alone).toBe('Ответ');
    expect(rest).toEqual(others);
  });

  it('не продолжает список с места, которого не бывает', async () => {
    const { next } = await list({ limit: 1 });
    expect(next).not.toBeNull();
    const [moment, id] = JSON.parse(Buffer.from(next ?? '', 'base64url').toString('utf8'));
    expect(moment).toMatch(/^2026/u);
    for (const keys of [
      ['никогда', id],
      [null, id],
      [moment, null],
    ]) {
      const cursor = Buffer.from(JSON.stringify(keys)).toString('base64url');
      expect((await desk.server.fail(listTerms, { query: { cursor } }, desk.chair)).status).toBe(400);
    }
  });

  it('отказывает в источнике и состоянии, которых нет', async () => {
    for (const query of [{ source: 'telegraph' }, { state: 'soon' }, { told: 'maybe' }, { unitId: 'x' }])
      expect((await desk.server.fail(listTerms, { query: query as TermFilter }, desk.chair)).status).toBe(
        400,
      );
  });
});
