import { afterAll, beforeAll, expect, test } from 'vitest';
import { listDoneNearby } from '../../../../shared/contract/messages/cases-open.ts';
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

/** The list is kept for a minute: each look is two minutes after the last one. */
const look = () => {
  minute += 2;
  server.setNow(new Date(Date.parse('2026-11-24T09:00:00Z') + minute * 60_000).toISOString());
  return server.call(listDoneNearby, {});
};
test('«сделано рядом» shows published solved cases with released photos of both states', async () => {
  const solved = {
    status: 'answered',
    answered_at: '2026-11-20T09:00:00Z',
    outcome: 'solved',
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
