import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { getMatrix } from '../../shared/contract/heatmap/heatmap.ts';
import { getPublicFigures } from '../../shared/contract/heatmap/heatmap-open.ts';
import { listApprovals } from '../../shared/contract/messages/cases-answers.ts';
import {
  countInbox,
  listCases,
  listInbox,
  listSavedViews,
} from '../../shared/contract/messages/cases-list.ts';
import { listDoneNearby } from '../../shared/contract/messages/cases-open.ts';
import { getMessage, submitMessage } from '../../shared/contract/messages/cases-portal.ts';
import { listRisks } from '../../shared/contract/messages/control.ts';
import { getCalendar } from '../../shared/contract/pages/publications.ts';
import { countPublications } from '../../shared/contract/pages/publications-list.ts';
import { listRegister } from '../../shared/contract/pages/register.ts';
import { startTestServer, type TestServer } from '../../tests/support/site/server.ts';
import { openCookie } from '../../tests/support/site/sign-in.ts';
import { verifyChain } from '../base/audit/index.ts';
import { demoId } from '../base/identity/index.ts';
import { verifyDocuments } from '../base/signatures/verify.ts';
import { seedDemo } from './seed.ts';

const demo = { seed: '7', count: 1200, days: 45 };
/** And one that the operator made of a post of the feed. */
const allCases = demo.count + 1;
let server: TestServer;
let operator: string;
let approver: string;
let added: number;

const countRows = async (from: string): Promise<number> => {
  const result = await server.app.pool.query<{ count: number }>(`SELECT count(*)::int AS count FROM ${from}`);
  return result.rows[0]!.count;
};

beforeAll(async () => {
  server = await startTestServer({ OTKLIK_DEMO: '1' }, '2026-11-25T09:00:00Z');
  operator = await openCookie(server, demoId('person', 'operator'));
  approver = await openCookie(server, demoId('person', 'approver'));
  added = await seedDemo(server.app.services, demo);
}, 180_000);
afterAll(() => server.close());

describe('the demo city in the database', () => {
  it('is filled once, and a second start adds nothing', async () => {
    expect(added).toBe(demo.count);
    const before = await countRows('audit.record');
    expect(await seedDemo(server.app.services, demo)).toBe(0);
    expect(await countRows('cases.case_file')).toBe(allCases);
    expect(await countRows('audit.record')).toBe(before);
  });

  it('has mass problems that the operator opened, and days to be looked at for gaming', async () => {
    expect(await countRows("problems.problem WHERE state = 'open'")).toBeGreaterThan(0);
    expect(await countRows("problems.member WHERE state = 'confirmed'")).toBeGreaterThan(2);
    await server.drain();
    expect(await countRows('quality.flag')).toBeGreaterThan(0);
  });

  it('has a feed of social networks: what waits for a look, what was sent, answers to approve, a case made of a post', async () => {
    const { rows } = await server.app.pool.query<{ status: string; count: number }>(
      'SELECT status, count(*)::int AS count FROM incidents.incident GROUP BY status',
    );
    expect(Object.fromEntries(rows.map(({ status, count }) => [status, count]))).toEqual({
      approval: 2,
      captured: 5,
      converted: 1,
      dismissed: 2,
      sent: 3,
    });
    expect(await countRows('incidents.incident WHERE address IS NULL AND dismiss_reason IS NULL')).toBe(0);
    expect(await countRows("incidents.term WHERE kind = 'look' AND ended_at > due_at")).toBe(0);
  });

  it('has requests for placement in each of their states, a cabinet, and its own requests', async () => {
    const { rows } = await server.app.pool.query<{ state: string; count: number }>(
      'SELECT state, count(*)::int AS count FROM gospubliki.request GROUP BY state',
    );
    expect(Object.fromEntries(rows.map(({ state, count }) => [state, count]))).toEqual({
      accepted: 1,
      objected: 1,
      published: 1,
      received: 2,
      reported: 1,
    });
    expect(await countRows("gospubliki.request_page WHERE url <> ''")).toBe(3);
    expect(await countRows('gospubliki.cabinet_person')).toBe(2);
    expect(await countRows('gospubliki.repost')).toBe(3);
  });

  it('has the register of official pages: read ones with their weeks, proofs, grounds, one revoked', async () => {
    const cookie = await openCookie(server, demoId('person', 'editor'));
    const { bodies } = await server.call(listRegister, {}, cookie);
    const pages = bodies.flatMap((body) => body.pages);
    const titled = (name: string) => pages.find(({ title }) => title === name);
    expect(pages).toHaveLength(8);
    expect(pages.filter(({ week }) => week.stood !== null)).toHaveLength(3);
    expect(titled('Город на связи')).toMatchObject({ share: 1, verification: 'verified' });
    expect(pages.filter(({ verification }) => verification === 'revoked')).toHaveLength(1);
    expect(pages.filter(({ week }) => week.why === 'unbound')).toHaveLength(5);
    expect(bodies.flatMap(({ exemptions }) => exemptions)).toHaveLength(3);
    expect(await countRows('register.verification_move')).toBe(24);
    // Networks were asked each morning: one lost its cover, another has a key without a right since the day before yesterday.
    expect(await countRows('register.reading')).toBe(3 * 35 - 2);
    expect(await countRows('register.reader WHERE failing_since IS NOT NULL')).toBe(1);
    const cover = titled('Образование города')?.checks.find(({ id }) => id === 'cover');
    expect(cover?.state).toBe('missing');
    const grown = pages.filter(({ followers: now, followersMonthAgo: then }) => (now ?? 0) > (then ?? 1e9));
    expect(grown).toHaveLength(3);
  });

  it('has publications of those pages: out by hand, planned, awaited, returned, urgent, begun, one to be put right, and those of requests', async () => {
    const cookie = await openCookie(server, demoId('person', 'editor'));
    expect(await countRows("publications.publication WHERE state = 'approved'")).toBe(5);
    const counts = { drafts: 4, approval: 2, troubled: 1, review: 1 };
    expect(await server.call(countPublications, {}, cookie)).toEqual(counts);
    const calendar = await server.call(getCalendar, { query: { weeks: 2 } }, cookie);
    const cells = calendar.pages.flatMap(({ days }) => days.flatMap(({ items: own }) => own));
    expect(cells.filter(({ state }) => state === 'waiting')).toHaveLength(2);
    // What was solved is told of by a card, made of the photo before and the photo after.
    expect(await countRows('publications.picture WHERE jsonb_array_length(made_of) = 2')).toBe(1);
  });

  it('has outages: one that runs with residents who joined, one late, one moved, two ahead', async () => {
    expect(await countRows('outages.outage')).toBe(5);
    expect(await countRows('outages.joined')).toBe(23);
    expect(await countRows("outages.term WHERE reason <> ''")).toBe(1);
    expect(await countRows('outages.place')).toBe(6);
    expect(await countRows('outages.outage WHERE cardinality(district_ids) = 0')).toBe(0);
  });

  it('has signed protocols of past meetings whose files, signatures and journal agree, each decision an assignment', async () => {
    expect(await countRows('working_group.protocol WHERE signed_at IS NOT NULL')).toBe(9);
    expect(
      await countRows(
        "working_group.v_decision d WHERE responsible_id IS NOT NULL AND meeting_state = 'signed' AND NOT EXISTS (SELECT FROM assignments.assignment a WHERE a.source_id = d.id)",
      ),
    ).toBe(0);
    const { checked, faults } = await verifyDocuments(server.app.services.database);
    expect(checked).toBeGreaterThanOrEqual(9);
    expect(faults).toEqual([]);
  });

  it('leaves a whole journal in which every case is registered', async () => {
    const { checked, fault } = await verifyChain(server.app.services.database);
    expect(fault).toBeNull();
    expect(checked).toBeGreaterThan(demo.count * 4);
    expect(await countRows("audit.record WHERE action = 'cases.register'")).toBe(allCases);
  });

  it('breaks no reference, also those no key guards', async () => {
    const lost = {
      units:
        'cases.case_file f WHERE executor_unit_id IS NOT NULL AND NOT EXISTS (SELECT FROM identity.unit WHERE id = f.executor_unit_id)',
      executors:
        'cases.case_file f WHERE executor_id IS NOT NULL AND NOT EXISTS (SELECT FROM identity.person p WHERE p.id = f.executor_id AND p.unit_id = f.executor_unit_id)',
      facts:
        'cases.case_file f WHERE fact_id IS NOT NULL AND NOT EXISTS (SELECT FROM taxonomy.fact t WHERE t.id = f.fact_id AND t.block = f.block)',
      authors:
        "cases.answer a WHERE author <> 'system:split' AND NOT EXISTS (SELECT FROM identity.person p WHERE a.author = 'staff:' || p.id)",
      deciders:
        'cases.answer a WHERE decided_by IS NOT NULL AND NOT EXISTS (SELECT FROM identity.person p WHERE p.id = a.decided_by AND p.short_name = a.decided_by_name)',
      files:
        'cases.attachment a WHERE NOT EXISTS (SELECT FROM files.file f WHERE f.id = a.file_id AND f.claimed)',
      unattached: `(SELECT id FROM files.file EXCEPT SELECT file_id FROM cases.attachment EXCEPT SELECT file_id FROM register.look EXCEPT
        SELECT file_id FROM register.verification_move EXCEPT SELECT file_id FROM polls.picture EXCEPT SELECT file_id FROM publications.picture) f`,
      unsearched:
        'cases.case_file f WHERE NOT EXISTS (SELECT FROM cases.search_document d WHERE d.case_id = f.id)',
      unwritten:
        'cases.case_file f WHERE NOT EXISTS (SELECT FROM cases.contact c WHERE c.case_id = f.id AND NOT c.is_joiner)',
      unclocked:
        'cases.case_file f WHERE due_at IS NOT NULL AND NOT EXISTS (SELECT FROM cases.clock c WHERE c.case_id = f.id AND c.due_at = f.due_at)',
    };
    for (const [name, from] of Object.entries(lost)) expect(await countRows(from), name).toBe(0);
  });

  it('has counted the effect whose day has come', async () => {
    await server.drain();
    const { rows } = await server.app.pool.query(
      'SELECT state, effect IS NOT NULL AS "isCounted" FROM recommendations.recommendation WHERE applied_on IS NOT NULL',
    );
    expect(rows).toEqual([{ state: 'measured', isCounted: true }]);
  });

  it('lets the next message have the next number', async () => {
    const { rows } = await sql<{ last: number }>`
      SELECT max(split_part(number, '-', 3)::int) AS last FROM cases.case_file WHERE number LIKE '2026-11-%'`.execute(
      server.app.services.database,
    );
    const sent = await server.call(submitMessage, {
      body: {
        clientKey: '0190a1b2-0000-7000-8000-000000000001',
        text: 'У подъезда скользко.',
        phone: '+79000000000',
        consent: true,
        consentVersion: '1',
      },
    });
    expect(sent.number).toBe(`2026-11-${String(rows[0]!.last + 1).padStart(4, '0')}`);
  });

  it('has protocols with their numbers of the document system, the latest one waiting for its own with extracts that are certified', async () => {
    const protocols = await countRows('working_group.protocol WHERE signed_at IS NOT NULL');
    expect(protocols).toBeGreaterThan(1);
    expect(await countRows("city_numbers.number WHERE kind = 'protocol'")).toBe(protocols - 1);
    expect(await countRows('working_group.extract')).toBeGreaterThan(0);
    expect(await countRows('working_group.extract JOIN city_numbers.number ON paper_id = meeting_id')).toBe(
      0,
    );
  });
});

describe('what people see of it', () => {
  it('gives the front page figures and three things done, with photos that open', async () => {
    const reply = await server.inject({ method: 'GET', url: '/api/open-data/figures' });
    const { total, period, months } = getPublicFigures.reply.parse(reply.json());
    expect(period).not.toBeNull();
    expect(months.length).toBeGreaterThanOrEqual(1);
    expect(total.counts.due).toBeGreaterThanOrEqual(30);
    expect(total.onTimeShare).toBeGreaterThan(0.8);
    // Of a month that has only begun to be rated the mean may be hidden with the few low ones.
    expect(total.averageRating).not.toBeNull();
    const { done } = await server.call(listDoneNearby, {});
    expect(done).toHaveLength(3);
    for (const { before, after } of done) {
      for (const id of [before, after]) {
        const photo = await server.inject({ method: 'GET', url: `/api/files/${id}/thumb` });
        expect(photo.statusCode).toBe(200);
        expect(photo.headers['content-type']).toBe('image/jpeg');
      }
    }
  });

  it('fills the inbox, its views and the figures of the day', async () => {
    const { views, decidedToday, paceSeconds } = await server.call(countInbox, {}, operator);
    expect(views.new).toBeGreaterThanOrEqual(40);
    expect(views.snoozed).toBe(8);
    expect(decidedToday).toBeGreaterThan(25);
    expect(paceSeconds).toBeLessThan(15);
    const { rows } = await server.call(listInbox, { query: {} }, operator);
    expect(rows.every(({ suggestion, title }) => Array.isArray(suggestion) && title.length > 3)).toBe(true);
  });

  it('says how many cases there are: a list and the figures leave out the same merged ones', async () => {
    const { rows } = await server.app.pool.query<{ merged: number; listed: number; counted: number }>(`
      SELECT count(*) FILTER (WHERE status = 'merged')::int AS merged, count(*) FILTER (WHERE status <> 'merged')::int AS listed,
        count(*) FILTER (WHERE merged_into IS NULL)::int AS counted FROM cases.case_file`);
    const { merged, listed, counted } = rows[0]!;
    expect(merged).toBeGreaterThan(0);
    expect(counted).toBe(listed);
    const { total, isApproximate } = await server.call(listCases, { query: { limit: 1 } }, operator);
    expect([total, isApproximate]).toEqual([listed, false]);
  });

  it('has answers that wait for approval, with what they have and lack', async () => {
    const { items } = await server.call(listApprovals, { query: {} }, approver);
    expect(items.length).toBeGreaterThan(2);
    for (const { checks, answer } of items) {
      expect(checks.find(({ id }) => id === 'greeting')?.ok).toBe(true);
      expect(answer.body.length).toBeGreaterThan(30);
    }
  });

  it('is found by words and stands in the matrix', async () => {
    const { total } = await server.call(listCases, { query: { q: 'отопление' } }, operator);
    expect(total).toBeGreaterThan(3);
    const matrix = await server.call(
      getMatrix,
      { query: { from: '2026-10-12', to: '2026-11-25', measure: 'received' } },
      approver,
    );
    expect(matrix.total.total.count).toBe(await countRows('cases.case_file WHERE merged_into IS NULL'));
    const cells = matrix.rows.flatMap(({ cells: row }) => Object.values(row).map(({ count }) => count));
    expect(Math.max(...cells)).toBeGreaterThan(12);
  });

  it('tells a finished case to its reader without names of residents', async () => {
    const { rows } = await server.app.pool.query<{ number: string }>(
      "SELECT number FROM cases.case_file WHERE published_at IS NOT NULL AND outcome = 'solved' AND status = 'closed' LIMIT 1",
    );
    const page = await server.call(getMessage, { params: { number: rows[0]!.number }, query: {} });
    expect(page).toMatchObject({ access: 'public', outcome: 'solved', answerState: 'given' });
    expect(page.answers.length).toBeGreaterThan(0);
    expect(page.timeline.map(({ kind }) => kind)).toContain('registered');
  });

  it('foretells which cases may be late at once, before any night', async () => {
    const { learnedFrom } = await server.call(listRisks, {}, approver);
    expect(learnedFrom).toBeGreaterThan(500);
  });

  it('begins with saved views', async () => {
    const { views } = await server.call(listSavedViews, {}, approver);
    expect(views.map(({ title }) => title)).toContain('Просроченные');
  });
});
