import { sql } from 'kysely';
import { beforeAll, describe, expect, test } from 'vitest';
import { addDuty } from '../../../shared/contract/base/clocks.ts';
import * as contract from '../../../shared/contract/messages/outages.ts';
import * as open from '../../../shared/contract/messages/outages-open.ts';
import { idsOf, openOutageDesk } from '../../../tests/support/outages.ts';
import { asSystem, makeUnit } from '../../../tests/support/site/cases.ts';
import { signInAs, signInStaff } from '../../../tests/support/site/sign-in.ts';
import { sweepClocks } from '../../base/clocks/index.ts';

/** An outage that nobody ends: who is told, when, and what everybody reads meanwhile. Times are the city's. */

const at = (time: string, day = 24): string => new Date(`2026-11-${day}T${time}:00+05:00`).toISOString();
const desk = openOutageDesk(at('07:00'));
let unitId: string;

beforeAll(async () => {
  const { server } = desk;
  unitId = await makeUnit(server, 'Тепло Синары', 'heat-supplier');
  const districts = { south: ['krasnogorsky'], north: ['sinarsky'] };
  for (const [slug, own] of Object.entries(districts))
    await signInAs(server, 'operator', { slug: `late-${slug}`, districts: own });
  await signInAs(server, 'operator', { slug: 'late-energy', blocks: ['energy'] });
  await signInAs(server, 'reviewer', { slug: 'late-mender', unitId });
  for (const role of ['chair', 'head'] as const) await signInAs(server, role, { slug: `late-${role}` });
  const duty = await signInStaff(server, 'reviewer', { slug: 'late-duty' });
  const hours = { fromOn: '2026-11-24', fromTime: '07:00', toOn: '2026-11-30', toTime: '09:00' };
  const admin = await signInAs(server, 'admin');
  await server.call(addDuty, { body: { personId: duty.personId, ...hours } }, admin);
});

/** Who has been told of an outage by a moment: «clock step: people», in the order of the ladder. */
async function toldOf(outageId: string, moment: string): Promise<string[]> {
  desk.server.setNow(moment);
  await asSystem(desk.server, sweepClocks);
  const { rows } = await sql<{ told: string }>`
    SELECT line.kind || ' ' || step || ': ' || string_agg(substring(email FROM 'late-([a-z]+)'), ' ' ORDER BY email) AS told
    FROM clocks.line JOIN identity.person ON person.id = person_id
    WHERE subject_id = ${outageId}::uuid AND email LIKE '%late-%' GROUP BY round, line.kind, step ORDER BY round, min(due_at), step`.execute(
    desk.server.app.services.database,
  );
  return rows.map(({ told }) => told);
}

const pageOf = async () => (await desk.server.call(open.listOpenOutages, {})).outages;
const stateOf = async (id: string) => (await pageOf()).find((outage) => outage.id === id)?.state;
const act = (id: string, version: number) => ({ params: { id }, body: { version } });

describe('an outage that nobody ends', () => {
  test('is told to who keeps, who mends and who is on duty as its time passes, then higher and higher', async () => {
    const { id } = await desk.create({ unitId });
    expect(await toldOf(id, at('17:59'))).toEqual([]);
    const passed = ['outage-end 1: duty mender south'];
    expect(await toldOf(id, at('18:01'))).toEqual(passed);
    expect(await toldOf(id, at('18:02'))).toEqual(passed);
    expect(await toldOf(id, at('20:59'))).toEqual(passed);
    const unconfirmed = [...passed, 'outage-confirm 1: chair duty mender south'];
    expect(await toldOf(id, at('21:01'))).toEqual(unconfirmed);
    const nextDay = [...unconfirmed, 'outage-confirm 2: chair duty south'];
    expect(await toldOf(id, at('21:01', 25))).toEqual(nextDay);
    expect(await toldOf(id, at('21:01', 27))).toEqual([...nextDay, 'outage-confirm 3: chair head south']);
    await desk.server.drain();
    const letters = await sql<{
      text: string;
    }>`SELECT text FROM outbox.letter WHERE recipient LIKE '%late-duty%'
      ORDER BY created_at LIMIT 1`.execute(desk.server.app.services.database);
    expect(letters.rows[0]?.text.replaceAll('\u00a0', ' ')).toContain(
      'Нет горячей воды, ул. Титова, 10–28, чинит «Тепло Синары». Обещанный жителям срок: прошёл, а что дали, никто не отметил',
    );
    desk.server.setNow(at('21:02', 27));
    await desk.server.call(contract.endOutage, act(id, 1), desk.operator);
  });

  test('one that is ended or whose term is moved in time is told of to nobody', async () => {
    desk.server.setNow(at('07:00'));
    const ended = await desk.create();
    const moved = await desk.create();
    await toldOf(ended.id, at('17:00'));
    await desk.server.call(contract.endOutage, act(ended.id, 1), desk.operator);
    const term = { untilOn: '2026-11-24', untilAt: '19:30', reason: 'нашли второй порыв', version: 1 };
    await desk.server.call(contract.moveOutageTerm, { params: { id: moved.id }, body: term }, desk.operator);
    expect(await toldOf(moved.id, at('19:29'))).toEqual([]);
    expect(await toldOf(moved.id, at('19:31'))).toEqual(['outage-end 1: duty south']);
    expect(await toldOf(ended.id, at('23:00'))).toEqual([]);
    await desk.server.call(contract.endOutage, act(moved.id, 2), desk.operator);
  });

  test('one without a term is told of until somebody names one', async () => {
    desk.server.setNow(at('07:00'));
    const { id } = await desk.create({ untilOn: null, untilAt: null });
    expect(await toldOf(id, at('10:39'))).toEqual([]);
    expect(await toldOf(id, at('10:41'))).toEqual(['outage-term 1: chair duty south']);
    const term = { untilOn: '2026-11-24', untilAt: '18:00', reason: 'нашли порыв', version: 1 };
    await desk.server.call(contract.moveOutageTerm, { params: { id }, body: term }, desk.operator);
    expect(await toldOf(id, at('17:59'))).toHaveLength(1);
    await desk.server.call(contract.endOutage, act(id, 2), desk.operator);
  });

  test('of several districts and of another block it is told to those who keep it', async () => {
    desk.server.setNow(at('07:00'));
    const wide = await desk.create({ addresses: 'Титова, 10\nКунавина, 3' });
    const power = await desk.create({ resource: 'power', addresses: 'Титова, 10' });
    await toldOf(wide.id, at('07:01'));
    expect(await toldOf(wide.id, at('18:01'))).toEqual(['outage-end 1: duty']);
    expect(await toldOf(power.id, at('18:02'))).toEqual(['outage-end 1: duty energy south']);
    for (const { id } of [wide, power]) await desk.server.call(contract.endOutage, act(id, 1), desk.operator);
  });
});

describe('what everybody reads of it', () => {
  test('the time has passed, then that nobody knows; the moment somebody says, it is over', async () => {
    desk.server.setNow(at('07:00'));
    const { id } = await desk.create();
    const fresh = await desk.create({ untilAt: '23:00', addresses: 'Мира' });
    const counts = () => desk.server.call(open.countOpenOutages, {});
    const seenAt = async (time: string) => {
      desk.server.setNow(at(time));
      return [await stateOf(id), (await desk.list({ state: 'open' })).find((one) => one.id === id)?.state];
    };
    expect(await seenAt('17:59')).toEqual(['running', 'running']);
    expect(await seenAt('18:00')).toEqual(['overdue', 'overdue']);
    expect(idsOf(await pageOf())).toEqual([id, fresh.id]);
    expect(await seenAt('20:59')).toEqual(['overdue', 'overdue']);
    expect(await counts()).toEqual({ running: 2, unconfirmed: 0, planned: 0 });
    expect(await seenAt('21:00')).toEqual(['unconfirmed', 'unconfirmed']);
    expect(await counts()).toEqual({ running: 1, unconfirmed: 1, planned: 0 });
    // It no longer stands before what runs, and the desk finds it by either word.
    expect(idsOf(await pageOf())).toEqual([fresh.id, id]);
    expect(idsOf(await desk.list({ state: 'unconfirmed' }))).toEqual([id]);
    expect(idsOf(await desk.list({ state: 'overdue' }))).toEqual([id]);
    const [seen] = await desk.list({ state: 'unconfirmed' });
    expect(seen?.can).toContain('end');
    await desk.server.call(contract.endOutage, act(id, 1), desk.operator);
    expect(await stateOf(id)).toBeUndefined();
  });
});
