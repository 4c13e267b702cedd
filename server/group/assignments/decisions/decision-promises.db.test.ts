import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { plantCases, plantRow } from '../../../../tests/support/plant.ts';
import { asSystem } from '../../../../tests/support/site/cases.ts';
import { startTestServer, type TestServer } from '../../../../tests/support/site/server.ts';
import { signInAs } from '../../../../tests/support/site/sign-in.ts';
import { decisionPromises, readOpenDecisions } from '../promises.ts';

/** Which decisions of the working group everybody may hold it to, among assignments that are none. */

let server: TestServer;
let person: string;
let serial = 0;

beforeAll(async () => {
  server = await startTestServer();
  server.setNow('2026-11-24T09:00:00Z');
  await signInAs(server, 'member');
  const { rows } = await server.asOwner("SELECT id FROM identity.person WHERE email LIKE 'member%' LIMIT 1");
  person = rows[0].id;
});
beforeEach(async () => {
  await server.asOwner('TRUNCATE assignments.assignment CASCADE');
});
afterAll(() => server.close());

/** A decision of a meeting whose protocol is signed, or waits to be. */
async function decide(isSigned: boolean): Promise<string> {
  serial += 1;
  const [meeting, item, decision] = [randomUUID(), randomUUID(), randomUUID()];
  await server.asOwner(
    `INSERT INTO working_group.meeting (id, year, number, day, starts_at, form, state, made_at, made_by_name)
     VALUES ('${meeting}', 2026, ${500 + serial}, '2026-10-${String(serial % 28 || 1).padStart(2, '0')}', '10:00', 'in_person', 'held', now(), 'С.');
     INSERT INTO working_group.agenda_item (id, meeting_id, place, number, title, source, state)
     VALUES ('${item}', '${meeting}', 1, '1', 'О ходе работ', 'manual', 'done');
     INSERT INTO working_group.decision (id, meeting_id, item_id, place, text, outcome)
     VALUES ('${decision}', '${meeting}', '${item}', 1, 'Заделать яму', 'accepted');
     INSERT INTO working_group.protocol (meeting_id, year, serial, document_id, signed_at)
     VALUES ('${meeting}', 2026, ${isSigned ? `${900 + serial}, gen_random_uuid(), '2026-10-20T09:00:00Z'` : 'NULL, NULL, NULL'})`,
  );
  return decision;
}

interface Given {
  source?: string;
  isSigned?: boolean;
  state?: string;
  due?: string;
  links?: [kind: string, id: string][];
  moved?: string;
}

async function assign({
  source = 'decision',
  isSigned = true,
  state = 'in_work',
  due = '2026-11-30',
  links = [],
  moved,
}: Given): Promise<string> {
  const id = randomUUID();
  const decision = await decide(isSigned);
  await plantRow(server, 'assignments.assignment', {
    id,
    year: 2026,
    serial: 3000 + serial,
    source,
    source_id: decision,
    basis: `Протокол № ${serial}`,
    basis_on: '2026-10-20',
    text: 'Заделать яму',
    expected_result: '',
    control: 'regular',
    budget_line: '',
    responsible_id: person,
    responsible_name: 'П.',
    state,
    first_due_on: due,
    due_on: due,
    due_at: `${due}T19:00:00Z`,
    extensions: 0,
    issued_at: '2026-10-20T10:00:00Z',
    issued_by_name: 'С.',
    report_no: 1,
    report_text: '',
    reported_at: '2026-11-20T10:00:00Z',
    cancelled_by_decision: state === 'cancelled' ? decision : null,
    return_reason: '',
    version: 1,
  });
  for (const [kind, target] of links)
    await server.asOwner(
      `INSERT INTO assignments.link (assignment_id, kind, target_id, by_name, at) VALUES ('${id}', '${kind}', '${target}', 'С.', now())`,
    );
  if (moved)
    await server.asOwner(
      `INSERT INTO assignments.event (assignment_id, at, kind, by_name, data) VALUES
       ('${id}', '2026-11-10T10:00:00Z', 'extend', 'С.', '{"to": "${moved}"}'), ('${id}', '2026-11-11T10:00:00Z', 'note', 'С.', '{"to": "2027-01-01"}')`,
    );
  return id;
}

async function openCase(fields: object = {}): Promise<string> {
  const [planted] = await plantCases(server, [
    {
      published_at: '2026-11-02T06:00:00Z',
      block: 'roads',
      fact_id: 'roads.pavement.pothole',
      title: 'Яма на дороге',
      address: 'ул. Титова, 14',
      ...fields,
    },
  ]);
  return planted?.id ?? '';
}

async function problemOf(lead: string): Promise<string> {
  const id = randomUUID();
  await server.asOwner(
    `INSERT INTO problems.problem (id, title, state, lead_id, block, found_at, touched_at)
     VALUES ('${id}', 'Ямы', 'open', '${lead}', 'roads', now(), now())`,
  );
  return id;
}

const listed = (since = '2026-11-01T06:00:00Z') =>
  asSystem(server, (ctx) => decisionPromises.list(ctx, { since: new Date(since), most: 100 }));
const ids = (facts: readonly { id: string }[]): string[] => facts.map(({ id }) => id).toSorted();

describe('a decision everybody may hold the group to', () => {
  test('answers for a message that is open to all, itself or by its mass problem', async () => {
    const [file, lead, hidden] = [
      await openCase(),
      await openCase({ block: 'housing' }),
      await openCase({ published_at: null }),
    ];
    const byCase = await assign({ links: [['case', file]] });
    const byProblem = await assign({ links: [['problem', await problemOf(lead)]] });
    const byBoth = await assign({
      links: [
        ['zone', randomUUID()],
        ['case', hidden],
        ['case', lead],
      ],
    });
    await assign({ links: [['case', hidden]] });
    await assign({ links: [['problem', await problemOf(hidden)]] });
    await assign({ links: [['problem', randomUUID()]] });
    await assign({ links: [['zone', file]] });
    await assign({});
    expect(ids(await listed())).toEqual([byCase, byProblem, byBoth].toSorted());
    const blocks = Object.fromEntries((await listed()).map(({ id, block }) => [id, block]));
    expect(blocks).toEqual({ [byCase]: 'roads', [byProblem]: 'housing', [byBoth]: 'housing' });
  });

  test('is of a signed protocol, not taken off control, and of a day that is asked for', async () => {
    const file = await openCase();
    const links: Given['links'] = [['case', file]];
    const own = await assign({ links, due: '2026-11-01' });
    await assign({ links, isSigned: false });
    await assign({ links, state: 'cancelled' });
    await assign({ links, source: 'resolution' });
    const former = await assign({ links, due: '2026-10-31' });
    expect(ids(await listed())).toEqual([own]);
    const open = await asSystem(server, readOpenDecisions);
    expect(open.map(({ row }) => row.id).toSorted()).toEqual([own, former].toSorted());
    expect(open.map(({ matter }) => matter.id)).toEqual([file, file]);
  });

  test('says when it was to be done, how it was moved, and what came of it', async () => {
    const links: Given['links'] = [['case', await openCase()]];
    const moved = await assign({ links, moved: '2026-12-15' });
    const reported = await assign({ links, state: 'reported' });
    const accepted = await assign({ links, state: 'accepted' });
    const of = Object.fromEntries((await listed()).map((fact) => [fact.id, fact]));
    expect(of[moved]).toEqual({
      id: moved,
      unitId: null,
      body: 'Рабочая группа',
      block: 'roads',
      madeAt: new Date('2026-10-20T10:00:00Z'),
      dueAt: new Date('2026-11-30T18:59:59Z'),
      moves: [{ at: new Date('2026-11-10T10:00:00Z'), dueAt: new Date('2026-12-15T18:59:59Z') }],
      hasHour: false,
      isFound: false,
      doneAt: null,
      proof: null,
    });
    const done = { doneAt: new Date('2026-11-20T10:00:00Z'), moves: [] };
    expect(of[reported]).toMatchObject({ ...done, proof: null });
    expect(of[accepted]).toMatchObject({ ...done, proof: 'evidence' });
  });

  test('is told in the words of its message and the number of its protocol', async () => {
    const links: Given['links'] = [['case', await openCase()]];
    const [one, other] = [await assign({ links }), await assign({ links })];
    const words = await asSystem(server, (ctx) => decisionPromises.words(ctx, [one]));
    expect([...words.keys()]).toEqual([one]);
    expect(words.get(one)).toMatchObject({
      title: 'Яма на дороге',
      place: 'ул. Титова, 14',
      where: expect.stringMatching(/^решение рабочей группы: протокол № \d+$/u),
      link: expect.stringMatching(/^\/m\/2026-11-/u),
    });
    const both = await asSystem(server, (ctx) => decisionPromises.words(ctx, [one, other]));
    expect([...both.keys()].toSorted()).toEqual([one, other].toSorted());
  });
});
