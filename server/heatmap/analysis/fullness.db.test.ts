import { afterAll, beforeAll, expect, test } from 'vitest';
import { exportAnalysis, fullnessSides, listFullness } from '../../../shared/contract/heatmap/analysis.ts';
import {
  type CaseField,
  caseFields,
  exportCases,
  listCases,
} from '../../../shared/contract/messages/cases-list.ts';
import { takeBookRows } from '../../../tests/support/book-rows.ts';
import { plantCases } from '../../../tests/support/plant.ts';
import { makeUnit } from '../../../tests/support/site/cases.ts';
import { startTestServer, type TestServer } from '../../../tests/support/site/server.ts';
import { signInAs, signInResident } from '../../../tests/support/site/sign-in.ts';
import { newId } from '../../lib/ids.ts';

/** How full the fields of cases are: against plain SQL, and each lack against the list it opens. */

let server: TestServer;
let chair: string;
const slice = { from: '2026-11-01', to: '2026-11-30' };

beforeAll(async () => {
  server = await startTestServer();
  server.setNow('2026-11-30T09:00:00Z');
  chair = await signInAs(server, 'chair');
  const unit = await makeUnit(server, 'МБУ «Дороги»', 'probe-kind');
  let state = 11;
  const dice = (sides: number): number => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    return Math.floor((state / 2 ** 32) * sides);
  };
  const some = <T>(list: readonly T[]): T => list[dice(list.length)]!;
  const planted = await plantCases(
    server,
    Array.from({ length: 150 }, () => {
      const ended = some(['no', 'no', 'answered', 'silent', 'rejected'] as const);
      const place = some(['house', 'street', 'none'] as const);
      return {
        channel: some(['site_form', 'phone_call', 'pos'] as const),
        block: some(['roads', 'waste', null]),
        fact_id: some(['roads.pavement.pothole', null]),
        district_id: some(['krasnogorsky.yuzhny', 'krasnogorsky', 'sinarsky.trubny', 'gone', null]),
        place_precision: place,
        ...(place !== 'none' && { lat: 56.4, lon: 61.9 }),
        executor_unit_id: some([unit, null]),
        registered_at: new Date(Date.parse('2026-10-20T00:00:00Z') + dice(950) * 3_600_000).toISOString(),
        ...(ended === 'answered' && {
          status: 'answered' as const,
          answered_at: '2026-11-29T09:00:00Z',
          outcome: some(['solved', null]),
          rating: some([null, 4]),
        }),
        ...(ended === 'silent' && { status: 'closed_no_reply' as const, closed_at: '2026-11-29T09:00:00Z' }),
        ...(ended === 'rejected' && { status: 'rejected' as const }),
      };
    }),
  );
  const { pool } = server.app;
  for (const [at, { id }] of planted.entries()) {
    // By phone, by mail, from the cabinet, by nobody that can be told; of some nobody at all.
    const kind = at % 5;
    if (kind < 4)
      await pool.query(
        `INSERT INTO cases.contact (id, case_id, kind, regime, regime_reason, identity, received_at, phone, email, resident_id)
         VALUES ($1, $2, 'message', 'pos_message', '', 'none', now(), $3, $4, $5)`,
        [
          newId(),
          id,
          kind === 0 ? '+79120000000' : null,
          kind === 1 ? 'a@example.org' : null,
          kind === 2 ? newId() : null,
        ],
      );
    if (at % 3 > 0)
      await pool.query(
        `INSERT INTO cases.attachment (case_id, file_id, role, added_by, added_at) VALUES ($1, $2, $3, 'resident', now())`,
        [id, newId(), at % 3 === 1 ? 'before' : 'after'],
      );
  }
});
afterAll(() => server.close());

const ask = (query: object = {}, cookie = chair) =>
  server.call(listFullness, { query: { ...slice, ...query } }, cookie);
const count = async (query: object, cookie = chair) =>
  (await server.call(listCases, { query: { ...slice, limit: 1, ...query } as never }, cookie)).total;

test('is what the cases say', async () => {
  const { whole } = await ask();
  const { rows } = await server.app.pool.query<Record<string, number>>(
    `WITH own AS (SELECT * FROM cases.case_file WHERE registered_at >= '2026-10-31T19:00:00Z' AND registered_at < '2026-11-30T19:00:00Z')
     SELECT count(*)::int AS total, count(block)::int AS block, count(fact_id)::int AS fact, count(district_id)::int AS district,
       count(lat)::int AS place, (count(*) FILTER (WHERE place_precision = 'house'))::int AS house,
       (SELECT count(DISTINCT case_id) FROM cases.contact JOIN own ON own.id = case_id WHERE phone IS NOT NULL OR email IS NOT NULL
         OR contact.resident_id IS NOT NULL)::int AS contact,
       (SELECT count(*) FROM cases.attachment JOIN own ON own.id = case_id WHERE role = 'before')::int AS photo,
       (count(executor_unit_id) FILTER (WHERE status <> 'rejected'))::int AS executor,
       (count(*) FILTER (WHERE status <> 'rejected'))::int AS accepted,
       count(outcome)::int AS outcome, (count(*) FILTER (WHERE status IN ('answered', 'closed_no_reply')))::int AS ended,
       count(rating)::int AS rating, count(answered_at)::int AS answered FROM own`,
  );
  const told = rows[0]!;
  const of: Partial<Record<CaseField, string>> = {
    executor: 'accepted',
    outcome: 'ended',
    rating: 'answered',
  };
  expect(whole.total).toBe(told.total);
  for (const field of caseFields)
    expect([field, whole.fields[field]]).toEqual([
      field,
      { asked: told[of[field] ?? 'total'], has: told[field] },
    ]);
  // Every field is lacking somewhere, and somewhere it is not.
  for (const { asked, has } of Object.values(whole.fields)) expect(has > 0 && has < asked).toBe(true);
});

const filterOf = { channel: 'channel', block: 'block', district: 'districtId', unit: 'unitId' } as const;

test.each(fullnessSides)(
  'by %s every lack is as many as its list, and the lines make the whole',
  async (by) => {
    const { lines, whole } = await ask({ by });
    expect(lines.length).toBeGreaterThan(1);
    expect(lines.reduce((sum, { total }) => sum + total, 0)).toBe(whole.total);
    for (const { key, title, total, fields } of lines) {
      const line = { [filterOf[by]]: key };
      expect(await count(line), title).toBe(total);
      for (const field of caseFields) {
        const { asked, has } = fields[field];
        expect(await count({ ...line, lacks: field }), `${title} ${field}`).toBe(asked - has);
      }
    }
  },
);

test('narrowed to a block and a district it is of these alone; districts no longer on the map are of no territory', async () => {
  const narrow = await ask({ block: 'roads', districtId: 'krasnogorsky' });
  expect(narrow.whole.total).toBe(await count({ block: 'roads', districtId: 'krasnogorsky' }));
  const { lines } = await ask({ by: 'district' });
  expect(lines.map(({ title }) => title)).toEqual([
    'Красногорский район',
    'Синарский район',
    'Без территории',
  ]);
});

test('tells of the cases the reader may see; asked by who may, of a year at most', async () => {
  const ofWaste = await signInAs(server, 'operator', { blocks: ['waste'], slug: 'fullness-waste' });
  const { whole } = await ask({}, ofWaste);
  expect(whole.total).toBe(await count({}, ofWaste));
  expect(whole.total).toBeLessThan((await ask()).whole.total);
  const fail = (query: object, cookie?: string) =>
    server.fail(listFullness, { query: { ...slice, ...query } as never }, cookie);
  expect((await fail({})).status).toBe(401);
  expect((await fail({}, await signInResident(server))).status).toBe(403);
  expect(await fail({ to: '2026-10-01' }, chair)).toMatchObject({
    status: 400,
    fields: { to: expect.any(String) },
  });
  expect(await fail({ from: '2025-01-01' }, chair)).toMatchObject({
    status: 400,
    fields: { from: expect.any(String) },
  });
  expect((await fail({ by: 'weather' }, chair)).status).toBe(400);
  expect((await server.fail(listCases, { query: { lacks: 'soul' } as never }, chair)).status).toBe(400);
});

test('goes out as a table; the list of a lack says which', async () => {
  const file = (route: { path: string }, query: Record<string, string>) =>
    takeBookRows(server, route, { query: { ...slice, ...query }, cookie: chair });
  const { lines, whole } = await ask({ by: 'block' });
  const rows = await file(exportAnalysis, { part: 'fullness', by: 'block' });
  const head = rows.find(([first]) => first === 'Блок')!;
  const photo = head.indexOf('Фото');
  const last = rows.find(([first]) => first === 'Всего')!;
  expect(head[photo + 1]).toBe('Без фото');
  expect([last[1], last[photo], last[photo + 1]]).toEqual([
    whole.total,
    whole.fields.photo.has / whole.fields.photo.asked,
    whole.fields.photo.asked - whole.fields.photo.has,
  ]);
  expect(rows.filter(([first]) => lines.some(({ title }) => title === first))).toHaveLength(lines.length);
  const told = (await file(exportCases, { lacks: 'photo' })).flat().map(String);
  expect(told.some((text) => text.includes('Без фото'))).toBe(true);
});
