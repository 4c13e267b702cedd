import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { listPublicPoints } from '../../../../shared/contract/messages/cases-open.ts';
import { publishCase } from '../../../../shared/contract/messages/cases-staff.ts';
import { drawPicture } from '../../../../tests/support/pictures.ts';
import { plantCases } from '../../../../tests/support/plant.ts';
import { readCard, submitCase } from '../../../../tests/support/site/cases.ts';
import { startTestServer, type TestServer } from '../../../../tests/support/site/server.ts';
import { signInAs } from '../../../../tests/support/site/sign-in.ts';
import { sendFile } from '../../../../tests/support/uploads.ts';
import { shiftPoint } from '../../../base/territory/gazetteer/geo.ts';

let server: TestServer;
let operator: string;
beforeAll(async () => {
  server = await startTestServer();
  server.setNow('2026-11-24T09:00:00Z');
  operator = await signInAs(server, 'operator');
});
afterAll(() => server.close());

const list = (query: object = {}) => server.call(listPublicPoints, { query });
const numbersOf = async (query: object = {}) => (await list(query)).points.map(({ number }) => number);
const shown = { published_at: '2026-11-20T09:00:00Z', lat: 56.42, lon: 61.93 };
async function publish(number: string, releaseFiles: string[] = []): Promise<void> {
  const card = await readCard(server, number, operator);
  const body = { version: card.version, published: true, releaseFiles };
  await server.call(publishCase, { params: { id: card.id }, body }, operator);
}
const clear = () => sql`UPDATE cases.case_file SET published_at = NULL`.execute(server.app.services.database);

describe('a published message', () => {
  test('stands with its words, term and, after its release, photo; contacts in the title are hidden', async () => {
    const picture = await sendFile(server, await drawPicture('jpeg'));
    const { number } = await submitCase(server, {
      text: 'Яма у дома, звоните 8 912 345-67-89!',
      publish: true,
      place: { lat: 56.42, lon: 61.93, address: 'ул. Титова, 5, кв. 17' },
      files: [{ fileId: picture.body.fileId, token: picture.body.token }],
    });
    expect(await numbersOf()).toEqual([]);
    await publish(number);
    const [point] = (await list()).points;
    expect(point).toMatchObject({
      number,
      shape: 'new',
      lat: 56.42,
      lon: 61.93,
      address: 'ул. Титова, 5',
      photoId: null,
      joinedCount: 0,
      deadline: { state: 'quiet' },
      answeredAt: null,
    });
    expect(point!.title).not.toMatch(/345/);
    await publish(number, [picture.body.fileId]);
    expect((await list()).points[0]!.photoId).toBe(picture.body.fileId);
    await clear();
  });

  test('of a home stands on the grid; frames do not tell on which side of it the door is', async () => {
    const door = { lat: 56.4203, lon: 61.9307 };
    const [home] = await plantCases(server, [
      { ...shown, ...door, address: 'ул. Титова, 5, кв. 17', is_home: true },
    ]);
    const [point] = (await list()).points;
    expect(point).toMatchObject({ number: home!.number, address: 'ул. Титова' });
    const rounded = { lat: point!.lat, lon: point!.lon };
    expect(rounded).not.toEqual(door);
    const frame = ({ lat, lon }: { lat: number; lon: number }, metres: number) => {
      const [a, b] = [shiftPoint({ lat, lon }, -metres, -metres), shiftPoint({ lat, lon }, metres, metres)];
      return { bbox: [a.lon, a.lat, b.lon, b.lat].join(',') };
    };
    expect(await numbersOf(frame(rounded, 5))).toEqual([home!.number]);
    expect(await numbersOf(frame(door, 5))).toEqual([]);
    await clear();
  });
});

describe('filters', () => {
  test('shapes tell what a resident asks of it', async () => {
    const [fresh, work, late, solved, partly, refused, told, planned, back] = await plantCases(server, [
      { ...shown, status: 'moderation' },
      { ...shown, status: 'in_work' },
      { ...shown, status: 'in_work', due_at: '2026-11-24T08:59:59Z' },
      { ...shown, status: 'answered', outcome: 'solved', answered_at: '2026-11-23T09:00:00Z' },
      { ...shown, status: 'closed', outcome: 'solved_partly', answered_at: '2026-11-23T09:00:00Z' },
      { ...shown, status: 'rejected', due_at: '2026-11-24T08:59:59Z' },
      { ...shown, status: 'answered', outcome: 'explained', answered_at: '2026-11-23T09:00:00Z' },
      { ...shown, status: 'closed', outcome: 'planned', answered_at: '2026-11-23T09:00:00Z' },
      // Returned by the resident: an answer is awaited again.
      { ...shown, status: 'reopened' },
    ]);
    const of = async (shape: string) => (await numbersOf({ shape })).toSorted();
    expect(await of('new')).toEqual([fresh!.number]);
    expect(await of('work')).toEqual([work!.number, back!.number].toSorted());
    expect(await of('overdue')).toEqual([late!.number]);
    expect(await of('solved')).toEqual([solved!.number, partly!.number]);
    const { points } = await list({ shape: 'answered' });
    const outcomeOf = (number: string) => points.find((point) => point.number === number)?.outcome;
    expect([told!, planned!, refused!].map(({ number }) => outcomeOf(number))).toEqual([
      'explained',
      'planned',
      null,
    ]);
    expect(await of('answered')).toEqual([refused!.number, told!.number, planned!.number].toSorted());
    await clear();
  });

  test('frame, block and days; what has no place and what was merged are told apart', async () => {
    const [here] = await plantCases(server, [
      { ...shown, block: 'roads' },
      { ...shown, lat: 56.5, lon: 61.8, block: 'waste' },
      { ...shown, lat: null, lon: null },
      { ...shown, registered_at: '2026-10-01T09:00:00Z', block: 'roads' },
    ]);
    await plantCases(server, [{ ...shown, status: 'merged', merged_into: here!.id }]);
    const frame = { bbox: '61.92,56.41,61.94,56.43' };
    expect(await numbersOf(frame)).toEqual([here!.number]);
    // The total is that of the period: the page says how many there are beyond the frame.
    expect(await list(frame)).toMatchObject({ total: 3, withoutPlace: 1, shown: 1 });
    expect(await list({ block: 'roads' })).toMatchObject({ total: 1, shown: 1 });
    expect(await list({ block: 'roads', days: 60 })).toMatchObject({ total: 2, shown: 2 });
    expect((await server.fail(listPublicPoints, { query: { bbox: 'везде' } })).status).toBe(400);
    expect((await server.fail(listPublicPoints, { query: { days: 1000 } })).status).toBe(400);
    expect(await list({ bbox: '1.2.3,5,6,7' })).toMatchObject({ shown: 0 });
    await clear();
  });

  test('no more than 500 at once, the newest; the rest is counted', async () => {
    await plantCases(
      server,
      Array.from({ length: 520 }, (_, at) => ({
        ...shown,
        registered_at: new Date(Date.parse('2026-11-01T00:00:00Z') + at * 60_000).toISOString(),
      })),
    );
    const reply = await list();
    expect(reply).toMatchObject({ total: 520, shown: 500 });
    const few = await list({ limit: 5 });
    expect(few.points).toEqual(reply.points.slice(0, 5));
    expect(few).toMatchObject({ total: 520, shown: 5 });
    expect(reply.points[0]!.registeredAt).toBe('2026-11-01T08:39:00.000Z');
    await clear();
  });
});
