import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { grantRole } from '../../../shared/contract/base/people.ts';
import * as contract from '../../../shared/contract/messages/problems.ts';
import { asSystem, submitCase } from '../../../tests/support/site/cases.ts';
import { startTestServer, type TestServer } from '../../../tests/support/site/server.ts';
import { signInAs, signInStaff } from '../../../tests/support/site/sign-in.ts';

const pothole = 'roads.pavement.pothole';

let server: TestServer;
let operator: string;

beforeAll(async () => {
  server = await startTestServer();
  operator = await signInAs(server, 'operator');
});
afterAll(() => server.close());

describe('early warning', () => {
  test('a burst against former weeks stands on the desk with examples, is noted, and ends with the flow', async () => {
    const { watchBursts } = await import('./bursts.ts');
    server.setNow('2026-12-15T09:00:00Z');
    const place = { lat: 56.4149, lon: 61.9189 };
    for (let one = 0; one < 5; one += 1)
      await submitCase(server, { place: { ...place, lat: place.lat + one * 0.0004 }, factId: pothole });
    await asSystem(server, watchBursts);
    const { bursts } = await server.call(contract.listBursts, {}, operator);
    const found = bursts.find(({ factId }) => factId === pothole)!;
    expect(found).toMatchObject({ hours: 3, count: 5, usual: 0, ruleVersion: '2026.1', notedBy: null });
    expect(found.examples.length).toBeGreaterThan(2);
    expect(found.can).toEqual(['gather', 'note']);
    // Reads the whole city, sorts one block of it: this one is others' to note.
    const { cookie, personId } = await signInStaff(server, 'operator', { slug: 'waste', blocks: ['waste'] });
    const everywhere = { params: { id: personId }, body: { role: 'observer' } };
    await server.call(grantRole, everywhere, await signInAs(server, 'admin'));
    const foreign = (await server.call(contract.listBursts, {}, cookie)).bursts.find(
      ({ id }) => id === found.id,
    );
    expect(foreign?.can).toEqual([]);
    const refused = await server.fail(contract.noteBurst, { params: { id: found.id } }, cookie);
    expect(refused).toMatchObject({ status: 403, code: 'lib.forbidden' });
    const noted = await server.call(contract.noteBurst, { params: { id: found.id } }, operator);
    expect(noted.bursts.find(({ id }) => id === found.id)?.notedBy).toBeTruthy();
    server.setNow('2026-12-18T09:00:00Z');
    await asSystem(server, watchBursts);
    expect((await server.call(contract.listBursts, {}, operator)).bursts.map(({ id }) => id)).not.toContain(
      found.id,
    );
  });
});
