import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import {
  decideFederalDifference,
  type FederalKind,
  type FederalTable,
  listFederalDifferences,
  previewFederalTable,
  readFederalTable,
  takeFederalTable,
} from '../../../shared/contract/monitoring/federal.ts';
import { mergeIncident } from '../../../shared/contract/monitoring/incident-acts.ts';
import { bringFile, type FederalCells, fileRow } from '../../../tests/support/networks/federal-files.ts';
import { type IncidentDesk, openIncidentDesk } from '../../../tests/support/networks/incident-desk.ts';
import { asSystem } from '../../../tests/support/site/cases.ts';
import { signInStaff } from '../../../tests/support/site/sign-in.ts';
import { dropOldLines } from './sheets.ts';

/** Files of the federal system come in, are compared, decided on, and go out again. */

let desk: IncidentDesk;

beforeAll(async () => {
  desk = await openIncidentDesk();
});
beforeEach(async () => {
  desk.server.setNow('2026-11-24T09:00:00Z');
  await desk.server.asOwner(
    'TRUNCATE federal.sheet, federal.link, federal.mapping CASCADE; DELETE FROM incidents.term; DELETE FROM incidents.member; DELETE FROM incidents.reply; DELETE FROM incidents.incident',
  );
});
afterAll(() => desk.server.close());

const bring = (rows: readonly FederalCells[], cookie = desk.operator) => bringFile(desk.server, cookie, rows);
const take = ({ id, mapping }: Pick<FederalTable, 'id' | 'mapping'>, cookie = desk.operator) =>
  desk.server.call(takeFederalTable, { params: { id }, body: { mapping } }, cookie);
const preview = ({ id, mapping }: FederalTable) =>
  desk.server.call(previewFederalTable, { params: { id }, body: { mapping } }, desk.operator);
const takeRows = async (rows: readonly FederalCells[], cookie = desk.operator) =>
  take(await bring(rows, cookie), cookie);
const list = async ({ id }: FederalTable, kind: FederalKind, cookie = desk.operator) =>
  (await desk.server.call(listFederalDifferences, { params: { id }, query: { kind } }, cookie)).differences;
const decide = (id: string, decision: 'take' | 'keep', cookie = desk.operator) =>
  desk.server.call(decideFederalDifference, { params: { id }, body: { decision } }, cookie);
const refuse = async (id: string, decision: 'take' | 'keep') =>
  (await desk.server.fail(decideFederalDifference, { params: { id }, body: { decision } }, desk.operator))
    .detail;

async function linked(number: string): Promise<string> {
  const { rows } = await desk.server.app.pool.query(
    'SELECT incident_id FROM federal.link WHERE number = $1',
    [number],
  );
  return rows[0]?.incident_id;
}
const card = async (number: string) => desk.read(await linked(number));

/** All that a taking in could have changed. */
async function everything(): Promise<string> {
  const { rows } = await desk.server.app.pool.query(`
    SELECT (SELECT jsonb_agg(to_jsonb(incident) ORDER BY id) FROM incidents.incident) AS incidents,
      (SELECT jsonb_agg(to_jsonb(term) ORDER BY incident_id, kind) FROM incidents.term) AS terms,
      (SELECT jsonb_agg(to_jsonb(link) ORDER BY number) FROM federal.link) AS links,
      (SELECT count(*) FROM posts.post) AS posts, (SELECT count(*) FROM posts.sight) AS sights,
      (SELECT count(*) FROM incidents.event) AS events`);
  return JSON.stringify(rows);
}

describe('a file', () => {
  test('is guessed column by column, and shown before anything changes, faults by line', async () => {
    const before = await everything();
    const table = await bring([
      fileRow('1', { Срок: '25.11.2026' }),
      fileRow('2', { Статус: 'В раздумьях' }),
      fileRow('1'),
    ]);
    expect(table).toMatchObject({
      rowCount: 3,
      takenAt: null,
      totals: null,
      mapping: { number: 'Номер инцидента', url: 'Ссылка', postedAt: 'Дата', dueAt: 'Срок' },
    });
    const seen = await preview(table);
    expect(seen).toMatchObject({ toMake: 1, toLink: 0, known: 0, differing: 0, badCount: 2 });
    expect(seen.badRows).toEqual([
      { row: 3, reason: expect.stringMatching(/В раздумьях/u) },
      { row: 4, reason: 'Номер 1 уже был в строке 2' },
    ]);
    expect(seen.sample).toMatchObject([
      {
        row: 2,
        number: '1',
        status: 'Новый',
        postedAt: '23.11.2026 10:00',
        dueAt: '25.11.2026',
        fate: 'make',
      },
    ]);
    expect(await everything()).toBe(before);
  });

  test('becomes incidents with their evidence and the term it names; again, it changes nothing', async () => {
    const rows = [fileRow('11', { Срок: '25.11.2026 18:00' }), fileRow('12', { Ссылка: '' })];
    const table = await takeRows(rows);
    expect(table.totals).toMatchObject({ rows: 2, made: 2, linked: 0, known: 0, badCount: 0, alike: 2 });
    const made = await card('11');
    expect(made.status).toBe('captured');
    const { rows: origins } = await desk.server.app.pool.query('SELECT origin FROM incidents.incident');
    expect(origins).toEqual([{ origin: 'federal' }, { origin: 'federal' }]);
    expect(made.terms.find(({ kind }) => kind === 'answer')?.dueAt).toBe('2026-11-25T13:00:00.000Z');
    expect(made.history.map(({ note }) => note).join(' ')).toMatch(/Инцидент Менеджмент № 11, ВКонтакте/u);
    expect((await card('12')).terms.map(({ kind }) => kind)).toEqual(['look']);
    const before = await everything();
    expect((await take(table)).totals).toMatchObject({ made: 0, linked: 0, known: 2, alike: 2 });
    expect((await takeRows(rows)).totals).toMatchObject({ made: 0, linked: 0, known: 2, alike: 2 });
    expect(await everything()).toBe(before);
  });

  test('whose words stand in the feed already is linked with them', async () => {
    const url = 'https://vk.com/wall-1_777';
    const told = await desk.comment({ threadId: 'fed-1', parentId: 'fed-1', url, text: 'Яма на Титова, 16' });
    const table = await bring([
      fileRow('21', { Ссылка: `${url}?from=feed` }),
      fileRow('22', { Ссылка: url }),
    ]);
    expect(await preview(table)).toMatchObject({ toMake: 0, toLink: 2 });
    expect((await take(table)).totals).toMatchObject({ made: 0, linked: 2 });
    expect([await linked('21'), await linked('22')]).toEqual([told.id, told.id]);
    const twice = fileRow('23', { Ссылка: 'https://vk.com/wall-1_888' });
    const other = { ...twice, 'Номер инцидента': '24', Ссылка: 'https://vk.com/wall-1_888?from=feed' };
    const again = await takeRows([twice, other]);
    expect(again.totals).toMatchObject({ made: 1, linked: 1 });
    expect(await linked('23')).toBe(await linked('24'));
  });

  test('is refused without the columns it cannot do without, and with those it has not', async () => {
    const { id } = await bring([fileRow('1')]);
    const wrong = async (mapping: Record<string, string>) =>
      (await desk.server.fail(takeFederalTable, { params: { id }, body: { mapping } }, desk.operator)).fields;
    expect(Object.keys((await wrong({})) ?? {})).toEqual(['number', 'postedAt', 'text']);
    const good = { number: 'Номер инцидента', postedAt: 'Дата', text: 'Текст' };
    expect(await wrong({ ...good, status: 'Погода' })).toHaveProperty('status');
    expect(await wrong({ ...good, weather: 'Текст' })).toHaveProperty('weather');
    expect((await take({ id, mapping: good })).totals).toMatchObject({ made: 1 });
    expect((await bring([fileRow('1')])).mapping).toEqual(good);
  });

  test('keeps its rows for thirty days', async () => {
    const table = await bring([fileRow('1')]);
    const left = async () =>
      (await desk.server.app.pool.query('SELECT count(*)::int AS count FROM federal.line')).rows[0].count;
    desk.server.setNow('2026-12-24T09:00:00Z');
    await asSystem(desk.server, (ctx) => dropOldLines(ctx));
    expect(await left()).toBe(1);
    desk.server.setNow('2026-12-24T09:00:01Z');
    await asSystem(desk.server, (ctx) => dropOldLines(ctx));
    expect(await left()).toBe(0);
    const problem = await desk.server.fail(
      takeFederalTable,
      { params: { id: table.id }, body: { mapping: table.mapping } },
      desk.operator,
    );
    expect(problem.detail).toMatch(/прошло 30 дней/u);
    expect(
      (await desk.server.call(readFederalTable, { params: { id: table.id } }, desk.operator)).rowCount,
    ).toBe(1);
  });
});

describe('what differs', () => {
  test('in the term is theirs once a person takes it, and not asked again', async () => {
    await takeRows([fileRow('31', { Срок: '25.11.2026 18:00' })]);
    const moved = [fileRow('31', { Срок: '26.11.2026 12:00' })];
    const table = await takeRows(moved);
    expect(table.totals).toMatchObject({ alike: 0, kinds: { term: { all: 1, undecided: 1 } } });
    const [one] = await list(table, 'term');
    expect(one).toMatchObject({
      number: '31',
      ours: '25.11.2026 18:00',
      theirs: '26.11.2026 12:00',
      can: ['take', 'keep'],
      whyNot: null,
    });
    expect(await decide(one!.id, 'take')).toMatchObject({ decision: 'take', can: [] });
    const changed = await card('31');
    expect(changed.term ?? changed.terms.find(({ kind }) => kind === 'answer')).toBeDefined();
    expect(changed.terms.find(({ kind }) => kind === 'answer')?.dueAt).toBe('2026-11-26T07:00:00.000Z');
    expect(await refuse(one!.id, 'keep')).toMatch(/уже решено/u);
    expect((await takeRows(moved)).totals).toMatchObject({ alike: 1 });
    // An importance of ours moves no term that they named.
    const sorted = await desk.sort(changed, { factId: 'roads.pavement.pothole', importance: 'high' });
    expect(sorted.terms.find(({ kind }) => kind === 'answer')?.dueAt).toBe('2026-11-26T07:00:00.000Z');
  });

  test('that a person kept is not asked again while both sides stay', async () => {
    await takeRows([fileRow('32', { Срок: '25.11.2026 18:00' })]);
    const table = await takeRows([fileRow('32', { Срок: '26.11.2026' })]);
    const [one] = await list(table, 'term');
    await decide(one!.id, 'keep');
    const again = await takeRows([fileRow('32', { Срок: '26.11.2026' })]);
    expect(again.totals?.kinds.term).toEqual({ all: 1, undecided: 0 });
    const other = await takeRows([fileRow('32', { Срок: '27.11.2026' })]);
    expect(other.totals?.kinds.term).toEqual({ all: 1, undecided: 1 });
  });

  test('in a term that has passed stays as it is', async () => {
    await takeRows([fileRow('33', { Срок: '24.11.2026 15:00' })]);
    const table = await takeRows([fileRow('33', { Срок: '26.11.2026' })]);
    const [one] = await list(table, 'term');
    desk.server.setNow('2026-11-24T10:00:01Z');
    expect((await list(table, 'term'))[0]).toMatchObject({
      can: ['keep'],
      whyNot: expect.stringMatching(/вышел/u),
    });
    expect(await refuse(one!.id, 'take')).toMatch(/вышел/u);
  });

  test('in the state is taken where it is closed there and answered here', async () => {
    await takeRows([fileRow('34'), fileRow('35')]);
    await desk.server.asOwner(
      `UPDATE incidents.incident SET status = 'published' WHERE id = '${await linked('34')}'`,
    );
    const table = await takeRows([fileRow('34', { Статус: 'Закрыт' }), fileRow('35', { Статус: 'Закрыт' })]);
    const [answered, waiting] = await list(table, 'status');
    expect(answered).toMatchObject({ ours: 'Ответ опубликован', theirs: 'Закрыт', can: ['take', 'keep'] });
    expect(waiting).toMatchObject({ ours: 'Новый', can: ['keep'], whyNot: expect.stringMatching(/ходом/u) });
    await decide(answered!.id, 'take');
    expect(await card('34')).toMatchObject({ status: 'closed' });
    expect((await card('34')).terms.every(({ endedAt }) => endedAt !== null)).toBe(true);
  });

  test('is never overwritten where ours has changed since', async () => {
    await takeRows([fileRow('36', { Срок: '25.11.2026 18:00' })]);
    const table = await takeRows([fileRow('36', { Срок: '26.11.2026' })]);
    const [one] = await list(table, 'term');
    await desk.server.asOwner(
      `UPDATE incidents.term SET due_at = '2026-11-27T10:00:00Z' WHERE incident_id = '${await linked('36')}' AND kind = 'answer'`,
    );
    expect(await refuse(one!.id, 'take')).toMatch(/изменился/u);
  });

  test('in the answer, and by not being there, is told and kept', async () => {
    await takeRows([fileRow('37'), fileRow('38'), fileRow('39', { Дата: '10.11.2026' })]);
    const table = await takeRows([fileRow('37', { Ответ: 'Яму засыпали' })]);
    const [answer] = await list(table, 'answer');
    expect(answer).toMatchObject({ ours: null, theirs: 'Яму засыпали', can: ['keep'] });
    const gone = await list(table, 'missing-there');
    expect(gone).toMatchObject([{ number: '38', ours: 'Новый', theirs: null, can: ['keep'] }]);
    await decide(gone[0]!.id, 'keep');
  });

  test('of one that was merged is of the incident it is in', async () => {
    await takeRows([fileRow('40'), fileRow('41')]);
    const [one, other] = [await card('40'), await card('41')];
    const merging = { params: { id: one.id }, body: { version: one.version, intoId: other.id } };
    await desk.server.call(mergeIncident, merging, desk.operator);
    expect((await takeRows([fileRow('40'), fileRow('41')])).totals).toMatchObject({ known: 2, alike: 2 });
  });

  test('of an incident of other blocks is counted and not shown', async () => {
    await takeRows([fileRow('42')]);
    await desk.server.asOwner(
      `UPDATE incidents.incident SET block = 'roads' WHERE id = '${await linked('42')}'`,
    );
    const other = await signInStaff(desk.server, 'operator', { slug: 'health-only', blocks: ['health'] });
    const table = await takeRows([fileRow('42', { Статус: 'Закрыт' })], other.cookie);
    expect(table.totals).toMatchObject({ foreign: 1, alike: 0 });
    expect(await list(table, 'status', other.cookie)).toEqual([]);
    const own = await takeRows([fileRow('42', { Статус: 'Закрыт' })]);
    const [one] = await list(own, 'status');
    const problem = await desk.server.fail(
      decideFederalDifference,
      { params: { id: one!.id }, body: { decision: 'keep' } },
      other.cookie,
    );
    expect(problem.status).toBe(404);
  });
});
