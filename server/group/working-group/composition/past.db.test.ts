import { afterAll, beforeAll, expect, it } from 'vitest';
import {
  addAct,
  addMember,
  endMember,
  getComposition,
  removeMember,
} from '../../../../shared/contract/group/working-group.ts';
import { beginMeeting, type Group, makeGroup } from '../../../../tests/support/group/group.ts';
import { startTestServer, type TestServer } from '../../../../tests/support/site/server.ts';
import { signInStaff } from '../../../../tests/support/site/sign-in.ts';

/** Who was a member at a meeting that was held stays so, whatever act is found later. */

let server: TestServer;
let group: Group;
let newAct: string;
beforeAll(async () => {
  server = await startTestServer();
  server.setNow('2026-11-24T06:00:00Z');
  group = await makeGroup(server);
  // The meeting was appointed for a later day than the one it took place on.
  await beginMeeting(server, group, { day: '2026-11-26' });
  const body = { number: '120', signedOn: '2026-11-30', title: 'О внесении изменений' };
  server.setNow('2026-12-01T06:00:00Z');
  const { acts } = await server.call(addAct, { body }, group.cookies.secretary);
  newAct = acts.find(({ number }) => number === '120')!.id;
});
afterAll(() => server.close());

const secretary = () => group.cookies.secretary;
const lineOf = async (seat: keyof Group['ids']) => {
  const { members } = await server.call(getComposition, { query: {} }, secretary());
  return members.find(({ personId }) => personId === group.ids[seat])!;
};
const end = async (seat: keyof Group['ids'], toDay: string, ground = 'Прекращены полномочия') => {
  const { id, version } = await lineOf(seat);
  return { params: { id }, body: { version, toDay, actId: newAct, ground } };
};

it('nobody who had a seat leaves before the meeting, not even by a new act with a ground', async () => {
  const refused = await server.fail(endMember, await end('second', '2026-11-23'), secretary());
  expect(refused.fields?.toDay).toContain('24.11.2026 прошло заседание № 1');
  const { members } = await server.call(getComposition, { query: { on: '2026-11-24' } }, secretary());
  expect(members.map(({ personId }) => personId)).toContain(group.ids.second);
});

it('a line somebody had a seat by is not taken out as a mistake', async () => {
  const { id, version } = await lineOf('second');
  const refused = await server.fail(removeMember, { params: { id }, query: { version } }, secretary());
  expect(refused).toMatchObject({ status: 409, detail: expect.stringContaining('прошло заседание № 1') });
});

it('nobody is put into the composition of a day a meeting was held on or before it', async () => {
  const { personId } = await signInStaff(server, 'member', { slug: 'late' });
  const entry = (fromDay: string) => ({
    body: { personId, role: 'member' as const, position: 'Начальник', fromDay, actId: newAct },
  });
  const { acts } = await server.call(getComposition, { query: {} }, secretary());
  const first = acts.find(({ number }) => number === '398')!.id;
  const early = { body: { ...entry('2026-11-24').body, actId: first } };
  expect((await server.fail(addMember, early, secretary())).fields?.fromDay).toContain('заседание № 1');
  await server.call(addMember, entry('2026-11-30'), secretary());
});

it('a day after the meeting that has gone by is put right by the new act, and the ground is kept', async () => {
  await server.call(endMember, await end('second', '2026-11-24'), secretary());
  const { former } = await server.call(getComposition, { query: {} }, secretary());
  expect(former).toMatchObject([{ toDay: '2026-11-24', endGround: 'Прекращены полномочия' }]);
  // Back again over the day of the meeting, or further back: neither changes who sat there.
  const { id, version } = former[0]!;
  const back = { version, toDay: '2026-11-20', actId: newAct, ground: 'Ошибка' };
  const refused = await server.fail(endMember, { params: { id }, body: back }, secretary());
  expect(refused.fields?.toDay).toContain('заседание № 1');
});

it('a last day that has gone by is put later as it is put earlier: by a new act with a ground, where no other line is', async () => {
  const { former, acts } = await server.call(getComposition, { query: {} }, secretary());
  const { id, version } = former[0]!;
  const actId = acts.find(({ number }) => number === '398')!.id;
  const later = (more: object = {}) => ({
    params: { id },
    body: { version, toDay: '2026-11-29', actId: newAct, ground: 'Ошибка в дне', ...more },
  });
  const sameAct = await server.fail(endMember, later({ actId }), secretary());
  expect(sameAct.fields?.actId).toContain('меняет новый акт');
  expect((await server.fail(endMember, later({ ground: '' }), secretary())).fields).toHaveProperty('ground');
  const again = {
    personId: group.ids.second,
    role: 'member' as const,
    position: 'Начальник отдела',
    fromDay: '2026-11-30',
    actId: newAct,
  };
  await server.call(addMember, { body: again }, secretary());
  const over = await server.fail(endMember, later({ toDay: '2026-11-30' }), secretary());
  expect(over.fields?.toDay).toContain('уже в составе');
  const moved = await server.call(endMember, later(), secretary());
  expect(moved.former).toMatchObject([{ toDay: '2026-11-29', endGround: 'Ошибка в дне' }]);
});

it('who leaves from today on needs no ground', async () => {
  await server.call(endMember, await end('member', '2026-12-01', ''), secretary());
});
