import { afterAll, beforeAll, expect, test } from 'vitest';
import { getOpenFigures } from '../../../../shared/contract/messages/cases-open.ts';
import { drawPicture } from '../../../../tests/support/pictures.ts';
import { plantCases } from '../../../../tests/support/plant.ts';
import { startTestServer, type TestServer } from '../../../../tests/support/site/server.ts';
import { sendFile } from '../../../../tests/support/uploads.ts';

let server: TestServer;
let minute = 0;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

/** The figures are kept for a minute: each look is two minutes after the last one. */
const look = () => {
  minute += 2;
  server.setNow(new Date(Date.parse('2026-11-24T09:00:00Z') + minute * 60_000).toISOString());
  return server.call(getOpenFigures, {});
};
const times = <T>(count: number, row: T): T[] => Array.from({ length: count }, () => row);
const due = '2026-11-15T18:59:59Z';
const answered = (at: string, more: object = {}) => ({
  status: 'answered',
  due_at: due,
  answered_at: at,
  outcome: 'explained',
  ...more,
});

test('fewer than thirty terms say nothing', async () => {
  await plantCases(server, [
    // In time, solved: five confirmed by residents (marks 5), four silent.
    ...times(
      5,
      answered('2026-11-12T09:00:00Z', { outcome: 'solved', resolved: 'yes', rating: 5, status: 'closed' }),
    ),
    ...times(4, answered('2026-11-13T09:00:00Z', { outcome: 'solved' })),
    // In time, explained: three with mark 2, nine without.
    ...times(3, answered('2026-11-14T09:00:00Z', { rating: 2, resolved: 'partly' })),
    ...times(9, answered('2026-11-15T09:00:00Z')),
    // Late by a day: four.
    ...times(4, answered('2026-11-16T19:00:00Z')),
    // The term is over and there is no answer: four.
    ...times(4, { status: 'in_work', due_at: '2026-11-20T18:59:59Z' }),
  ]);
  // Not counted: terms ahead, refusals, closed without an answer, merged ones, terms before the period.
  const [main] = await plantCases(server, times(6, { due_at: '2026-12-10T18:59:59Z' }));
  await plantCases(server, [
    ...times(3, { status: 'rejected', due_at: due }),
    ...times(2, { status: 'closed_no_reply', closed_at: '2026-11-12T09:00:00Z', due_at: due }),
    ...times(2, { status: 'merged', merged_into: main!.id, due_at: due }),
    ...times(2, {
      ...answered('2026-10-01T09:00:00Z', { outcome: 'solved', due_at: '2026-10-05T18:59:59Z' }),
      registered_at: '2026-09-10T09:00:00Z',
    }),
  ]);
  expect((await look()).figures).toBeNull();
});

test('from thirty on they are as counted by hand', async () => {
  await plantCases(server, [answered('2026-11-15T18:59:59Z', { rating: 4 })]);
  const { figures, doneTotal } = await look();
  // 5 + 4 + 3 + 9 in time, one more in its last second, 4 late, 4 without an answer.
  expect(figures).toMatchObject({
    from: '2026-10-25',
    to: '2026-11-24',
    due: 30,
    solved: 9,
    confirmed: 5,
    overdue: 4,
    ratings: 9,
    lowRatings: 3,
  });
  expect(figures!.onTimeShare).toBeCloseTo(22 / 30, 10);
  expect(figures!.averageRating).toBeCloseTo((5 * 5 + 3 * 2 + 4) / 9, 10);
  expect(doneTotal).toBe(9);
});

test('are counted once a minute', async () => {
  const before = await look();
  await plantCases(server, [answered('2026-11-15T18:00:00Z')]);
  expect(await server.call(getOpenFigures, {})).toEqual(before);
  expect((await look()).figures!.due).toBe(31);
});

test('«сделано рядом» shows published solved cases with released photos of both states', async () => {
  const solved = {
    ...answered('2026-11-20T09:00:00Z', { outcome: 'solved' }),
    registered_at: '2026-11-16T05:00:00Z',
    published_at: '2026-11-20T10:00:00Z',
    address: 'ул. Титова, 5, кв. 17',
    title: 'Яма, звоните 8 912 345-67-89',
  };
  const [whole, , hidden] = await plantCases(server, [solved, solved, { ...solved, published_at: null }]);
  const db = server.app.services.database;
  const attach = async (caseId: string, role: 'before' | 'after', released: boolean): Promise<string> => {
    const { fileId } = (await sendFile(server, await drawPicture('png'))).body;
    await db.updateTable('files.file').set({ released, claimed: true }).where('id', '=', fileId).execute();
    const row = { case_id: caseId, file_id: fileId, role, added_by: 'staff', added_at: solved.answered_at };
    await db.insertInto('cases.attachment').values(row).execute();
    return fileId;
  };
  const before = await attach(whole!.id, 'before', true);
  await attach(whole!.id, 'after', false);
  await attach(hidden!.id, 'before', true);
  await attach(hidden!.id, 'after', true);
  expect((await look()).done).toEqual([]);
  const after = await attach(whole!.id, 'after', true);
  expect((await look()).done).toEqual([
    {
      number: whole!.number,
      title: expect.not.stringContaining('345'),
      address: 'ул. Титова, 5',
      // Monday 16 to Friday 20 November.
      workingDays: 4,
      before,
      after,
    },
  ]);
});
