import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { addDuty } from '../../../../shared/contract/base/clocks.ts';
import { dismissIncident } from '../../../../shared/contract/monitoring/incident-acts.ts';
import {
  giveShift,
  readShift,
  takeShift,
  withdrawShift,
} from '../../../../shared/contract/monitoring/shifts.ts';
import { type IncidentDesk, openIncidentDesk } from '../../../../tests/support/networks/incident-desk.ts';
import { signInAs, signInStaff } from '../../../../tests/support/site/sign-in.ts';

/** A shift at the feed goes from one person to the next. */

let desk: IncidentDesk;
let admin: string;
let first: { cookie: string; personId: string };
let second: { cookie: string; personId: string };
let serial = 0;

beforeAll(async () => {
  desk = await openIncidentDesk();
  admin = await signInAs(desk.server, 'admin');
  first = await signInStaff(desk.server, 'operator', { slug: 'first' });
  second = await signInStaff(desk.server, 'operator', { slug: 'second' });
});
beforeEach(async () => {
  desk.server.setNow('2026-11-24T10:00:00Z');
  await desk.server.asOwner('DELETE FROM incidents.handover; DELETE FROM clocks.duty');
});
afterAll(() => desk.server.close());

const read = (cookie = first.cookie) => desk.server.call(readShift, {}, cookie);
const give = (given: object = {}, cookie = first.cookie) =>
  desk.server.call(
    giveShift,
    { body: { toId: null, note: 'Ждём Водоканал', incidentIds: [], ...given } },
    cookie,
  );
const take = (id: string, cookie = second.cookie) => desk.server.call(takeShift, { params: { id } }, cookie);
const refuse = async (route: typeof takeShift | typeof withdrawShift, id: string, cookie: string) =>
  (await desk.server.fail(route, { params: { id } }, cookie)).detail;

function ask(text = 'Где вода на Титова, 14?') {
  serial += 1;
  return desk.comment({ threadId: `shift-${serial}`, parentId: `shift-${serial}`, text });
}

const duty = (personId: string, fromOn: string, fromTime: string, toOn: string, toTime: string) =>
  desk.server.call(addDuty, { body: { personId, fromOn, fromTime, toOn, toTime } }, admin);

async function letters(): Promise<{ recipient: string; subject: string; text: string }[]> {
  await desk.server.drain();
  const { rows } = await desk.server.app.pool.query(
    "SELECT recipient, subject, text FROM outbox.letter WHERE purpose = 'shift-given' ORDER BY recipient",
  );
  return rows;
}

describe('a shift', () => {
  test('is seen with who is on duty, who is next, the hours without anybody, and what stands open by its term', async () => {
    await duty(first.personId, '2026-11-24', '09:00', '2026-11-24', '20:00');
    await duty(second.personId, '2026-11-24', '22:00', '2026-11-25', '09:00');
    const [early, late] = [await ask(), await ask('Где вода на Титова, 16?')];
    await desk.server.asOwner(
      `UPDATE incidents.incident SET due_at = '2026-11-24T09:30:00Z' WHERE id = '${late.id}';
       UPDATE incidents.incident SET due_at = '2026-11-24T11:00:00Z' WHERE id = '${early.id}'`,
    );
    const shift = await read();
    expect(shift.onDuty).toMatchObject([{ id: first.personId, until: '2026-11-24T15:00:00.000Z' }]);
    expect(shift.next).toMatchObject({ id: second.personId, from: '2026-11-24T17:00:00.000Z' });
    expect(shift.gap).toEqual({ from: '2026-11-24T15:00:00.000Z', to: '2026-11-24T17:00:00.000Z' });
    expect(shift.incidents.slice(0, 2).map(({ id }) => id)).toEqual([late.id, early.id]);
    expect(shift.figures).toMatchObject({ late: 1, soon: 1, unknown: 0 });
    expect(shift.figures.open).toBe(shift.incidents.length);
    expect(shift.can).toEqual(['give']);
    expect((await read(await signInAs(desk.server, 'observer'))).can).toEqual([]);
  });

  test('goes with a note and marked incidents to whoever is next, who takes it over', async () => {
    await duty(second.personId, '2026-11-24', '18:00', '2026-11-25', '09:00');
    const [marked, other] = [await ask(), await ask('Где вода на Титова, 18?')];
    const { id } = await give({
      note: 'Ждём Водоканал, звонить +79120000017',
      incidentIds: [marked.id, other.id],
    });
    const told = await letters();
    expect(told).toHaveLength(1);
    expect(told[0]?.text).not.toMatch(/Водоканал|Титова/u);
    const waiting = (await read(second.cookie)).handovers;
    expect(waiting).toMatchObject([
      { id, state: 'given', toName: '', hidden: 0, endedAt: null, takenBy: '', can: ['take'] },
    ]);
    expect(waiting[0]?.note).toMatch(/^Ждём Водоканал, звонить (?!.*0000017)/u);
    expect(waiting[0]?.incidents.map((one) => [one.id, one.isOver])).toEqual([
      [marked.id, false],
      [other.id, false],
    ]);
    desk.server.setNow('2026-11-24T10:25:00Z');
    await take(id);
    const [taken] = (await read()).handovers;
    expect(taken).toMatchObject({ id, state: 'taken', endedAt: '2026-11-24T10:25:00.000Z', can: [] });
    expect(taken?.takenBy).not.toBe('');
    const { rows } = await desk.server.app.pool.query(
      'SELECT action, payload FROM audit.record WHERE object_id = $1 ORDER BY seq',
      [id],
    );
    expect(rows.map(({ action }) => action)).toEqual(['incidents.give-shift', 'incidents.take-shift']);
    expect(rows[1]?.payload).toMatch(/"waited": ?25\b/u);
    expect(rows[0]?.payload).not.toMatch(/Водоканал/u);
  });

  test('is taken over once, by another, and never after it was taken back', async () => {
    const { id } = await give();
    expect(await refuse(takeShift, id, first.cookie)).toBe('Свою смену принимает другой.');
    expect(await refuse(withdrawShift, id, second.cookie)).toBe('Назад берёт тот, кто сдавал смену.');
    await desk.server.call(withdrawShift, { params: { id } }, first.cookie);
    expect(await refuse(takeShift, id, second.cookie)).toMatch(/взял назад/u);
    const again = await give();
    await take(again.id);
    expect(await refuse(takeShift, again.id, desk.operator)).toMatch(/^Смена уже принята/u);
    expect((await read()).handovers.map(({ state }) => state)).toEqual(['taken', 'withdrawn']);
  });

  test('of one person waits at a time; of two, each', async () => {
    await give();
    const again = { body: { toId: null, note: '', incidentIds: [] } };
    expect((await desk.server.fail(giveShift, again, first.cookie)).detail).toMatch(/уже сдали/u);
    await give({}, second.cookie);
    expect((await read()).handovers.map(({ can }) => can)).toEqual([['take'], ['withdraw']]);
  });

  test.each<[string, () => Promise<object>, string]>([
    ['to oneself', async () => ({ toId: first.personId }), 'toId'],
    ['to nobody of the staff', async () => ({ toId: '00000000-0000-7000-8000-000000000000' }), 'toId'],
    [
      'with an incident that is over',
      async () => {
        const card = await ask('Спасибо за воду на Титова, 20');
        const body = { version: card.version, reason: 'opinion' as const };
        await desk.server.call(dismissIncident, { params: { id: card.id }, body }, desk.operator);
        return { incidentIds: [card.id] };
      },
      'incidentIds',
    ],
  ])('%s is refused', async (_, given, field) => {
    const body = { toId: null, note: '', incidentIds: [], ...(await given()) };
    expect((await desk.server.fail(giveShift, { body }, first.cookie)).fields).toHaveProperty(field);
    expect((await read()).handovers).toEqual([]);
  });

  test('meant for one writes to them, and says to whom it is meant', async () => {
    await desk.server.asOwner("DELETE FROM outbox.letter WHERE purpose = 'shift-given'");
    await give({ toId: second.personId });
    expect(await letters()).toHaveLength(1);
    expect((await read()).handovers[0]?.toName).not.toBe('');
  });

  test('marked incidents that are over by now are told so', async () => {
    const card = await ask('Где вода на Титова, 22?');
    await give({ incidentIds: [card.id] });
    const body = { version: card.version, reason: 'opinion' as const };
    await desk.server.call(dismissIncident, { params: { id: card.id }, body }, desk.operator);
    expect((await read(second.cookie)).handovers[0]?.incidents).toMatchObject([
      { id: card.id, isOver: true },
    ]);
  });

  test('shows all that wait and the last ten that ended', async () => {
    for (let minute = 0; minute < 12; minute += 1) {
      desk.server.setNow(`2026-11-24T10:${String(minute).padStart(2, '0')}:00Z`);
      await take((await give()).id);
    }
    await give();
    const { handovers } = await read();
    expect(handovers[0]?.state).toBe('given');
    expect(handovers).toHaveLength(10);
  });
});
