import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import * as contract from '../../../shared/contract/messages/outages.ts';
import { createProblem } from '../../../shared/contract/messages/problems.ts';
import { changeTo, idsOf, openOutageDesk } from '../../../tests/support/outages.ts';
import { readCard, submitCase } from '../../../tests/support/site/cases.ts';
import { signInAs, signInResident } from '../../../tests/support/site/sign-in.ts';

/** 14:00 in the city. */
const NOW = '2026-11-24T09:00:00Z';
const hot = 'housing.water.hot-absent';
const desk = openOutageDesk(NOW);
const { create, refuse, list } = desk;
const plain = (text: string) => text.replaceAll('\u00a0', ' ');

describe('whose it is', () => {
  test('of a block and of districts: others neither make it nor change it; wider than one’s own is not one’s own', async () => {
    const south = await signInAs(desk.server, 'operator', { slug: 'south', districts: ['krasnogorsky'] });
    const energy = await signInAs(desk.server, 'operator', { slug: 'energy', blocks: ['energy'] });
    const mine = await create({}, south);
    expect(mine.can).toContain('change');
    expect((await refuse({}, energy)).code).toBe('lib.forbidden');
    expect((await refuse({ addresses: 'Кунавина' }, south)).code).toBe('lib.forbidden');
    expect((await refuse({ addresses: 'Кунавина\nТитова, 10' }, south)).code).toBe('lib.forbidden');
    const wide = await create({ addresses: 'Кунавина\nТитова, 10' });
    const seen = (await list({}, south)).find(({ id }) => id === wide.id);
    expect(seen?.can).toEqual([]);
    const act = { params: { id: wide.id }, body: { version: 1 } };
    const unknown = { params: { id: randomUUID() }, body: { version: 1 } };
    const foreign = await desk.server.fail(contract.endOutage, act, south);
    expect(foreign).toMatchObject({ status: 404 });
    expect(foreign.detail).toBe((await desk.server.fail(contract.endOutage, unknown, south)).detail);
    expect(
      (await desk.server.fail(contract.endOutage, { params: { id: mine.id }, body: { version: 1 } }, energy))
        .status,
    ).toBe(404);
    // Nor is one's own moved where it would be others'.
    expect(
      (await desk.server.fail(contract.changeOutage, changeTo(mine, { addresses: 'Кунавина' }), south)).code,
    ).toBe('lib.forbidden');
    const power = await create({ resource: 'power' }, energy);
    expect(power.block).toBe('energy');
  });

  test('who reads cases sees them all and may do nothing; a resident and a stranger see none of the desk', async () => {
    const reader = await signInAs(desk.server, 'executor');
    const reply = await desk.server.call(contract.listOutages, {}, reader);
    expect(reply.can).toEqual([]);
    expect(reply.outages.length).toBeGreaterThan(0);
    expect(reply.outages.every(({ can }) => can.length === 0)).toBe(true);
    const resident = await signInResident(desk.server, '+79120000091');
    expect((await desk.server.fail(contract.listOutages, {}, resident)).status).toBe(403);
    expect((await desk.server.fail(contract.listOutages, {})).status).toBe(401);
  });
});

describe('from a mass problem', () => {
  const tell = async (address: string, more = {}) => {
    const sent = await submitCase(desk.server, {
      text: 'Нет горячей воды во всём доме с утра, кран сухой',
      place: { address },
      factId: hot,
      ...more,
    });
    return readCard(desk.server, sent.number, desk.operator);
  };

  test('the form is filled in by its messages; the people stand with it; it is written once', async () => {
    const lead = await tell('Титова, 14');
    const other = await tell('Титова, 10');
    const problem = await desk.server.call(
      createProblem,
      { body: { leadId: lead.id, caseIds: [other.id] } },
      desk.operator,
    );
    const ask = () =>
      desk.server.call(contract.draftOfProblem, { params: { id: problem.id } }, desk.operator);
    const { draft, can } = await ask();
    expect(can).toEqual(['create']);
    expect(draft).toMatchObject({
      resource: 'hot-water',
      people: 2,
      beginsAt: '2026-11-24T09:00:00.000Z',
      wholeDistricts: [],
    });
    expect(plain(draft!.addresses)).toBe('ул. Титова, 10, 14');
    const outage = await create({
      addresses: draft!.addresses,
      reason: draft!.reason,
      problemId: problem.id,
    });
    expect(outage).toMatchObject({ people: 2, problemId: problem.id });
    expect(await ask()).toMatchObject({ outageId: outage.id, can: [] });
    const stranger = await signInAs(desk.server, 'operator', { slug: 'north', districts: ['sinarsky'] });
    expect(
      (await desk.server.fail(contract.draftOfProblem, { params: { id: problem.id } }, stranger)).status,
    ).toBe(404);
    expect((await refuse({ problemId: problem.id, addresses: 'Кунавина' }, stranger)).status).toBe(404);
    // Of each message too: its card says what it may be about.
    const { outages } = await desk.server.call(
      contract.outagesOfCase,
      { params: { id: lead.id } },
      desk.operator,
    );
    expect(idsOf(outages)).toContain(outage.id);
    const far = await tell('Титова, 3');
    const ofFar = await desk.server.call(contract.outagesOfCase, { params: { id: far.id } }, desk.operator);
    expect(idsOf(ofFar.outages)).not.toContain(outage.id);
    expect(
      (await desk.server.fail(contract.outagesOfCase, { params: { id: lead.id } }, stranger)).status,
    ).toBe(404);
  });

  test('of another topic there is no form', async () => {
    const hole = { text: 'На дороге огромная яма, пробил колесо', factId: 'roads.pavement.pothole' };
    const [a, b] = [await tell('Победы, 1', hole), await tell('Победы, 11', hole)];
    const problem = await desk.server.call(
      createProblem,
      { body: { leadId: a.id, caseIds: [b.id] } },
      desk.operator,
    );
    expect(
      await desk.server.call(contract.draftOfProblem, { params: { id: problem.id } }, desk.operator),
    ).toEqual({
      draft: null,
      outageId: null,
      can: [],
    });
    expect(
      (await desk.server.call(contract.outagesOfCase, { params: { id: a.id } }, desk.operator)).outages,
    ).toEqual([]);
  });
});
