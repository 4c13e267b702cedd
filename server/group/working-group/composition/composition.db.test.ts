import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  addAct,
  addMember,
  changeMember,
  endMember,
  getComposition,
  removeMember,
} from '../../../../shared/contract/group/working-group.ts';
import type { RouteInput } from '../../../../shared/contract/route.ts';
import { startTestServer, type TestServer } from '../../../../tests/support/site/server.ts';
import { signInStaff } from '../../../../tests/support/site/sign-in.ts';

let server: TestServer;
let secretary: string;
let actId: string;
const people: Record<string, string> = {};
beforeAll(async () => {
  server = await startTestServer();
  server.setNow('2026-11-24T07:00:00Z');
  for (const role of ['secretary', 'chair', 'deputy', 'member', 'executor'] as const) {
    const { cookie, personId } = await signInStaff(server, role);
    people[role] = personId;
    if (role === 'secretary') secretary = cookie;
  }
  const { acts } = await server.call(
    addAct,
    { body: { number: '398', signedOn: '2021-05-20', title: 'О создании рабочей группы' } },
    secretary,
  );
  actId = acts[0]!.id;
});
afterAll(() => server.close());

type Entry = RouteInput<typeof addMember>['body'];
const entry = (personId: string, more: Partial<Entry> = {}): { body: Entry } => ({
  body: { personId, role: 'member', position: 'Начальник отдела', fromDay: '2026-01-12', actId, ...more },
});
const read = (on?: string) => server.call(getComposition, { query: on ? { on } : {} }, secretary);
const lineOf = async (personId: string) =>
  (await read()).members.find((member) => member.personId === personId)!;

describe('the composition', () => {
  it('is empty until an act is recorded and people are put in by it', async () => {
    const before = await read();
    expect(before.members).toEqual([]);
    expect(before.acts).toMatchObject([{ number: '398', uses: 0 }]);
    await server.call(addMember, entry(people.chair!, { role: 'chair' }), secretary);
    await server.call(addMember, entry(people.deputy!, { role: 'deputy' }), secretary);
    await server.call(addMember, entry(people.secretary!, { role: 'secretary' }), secretary);
    const after = await server.call(addMember, entry(people.member!, { blocks: ['roads'] }), secretary);
    expect(after.members.map(({ role }) => role)).toEqual(['chair', 'deputy', 'secretary', 'member']);
    expect(after.gaps).toEqual([{ text: expect.stringContaining('7'), clause: 'гл. 3 п. 2' }]);
    expect(after.coverage.find(({ code }) => code === 'roads')!.members).toHaveLength(1);
  });

  it('tells who was a member on any day', async () => {
    expect((await read('2026-01-11')).members).toEqual([]);
    expect((await read('2026-01-12')).members).toHaveLength(4);
    const { id, version } = await lineOf(people.member!);
    const { acts } = await server.call(
      addAct,
      { body: { number: '77', signedOn: '2026-06-25', title: 'О внесении изменений' } },
      secretary,
    );
    const body = { version, toDay: '2026-06-30', actId: acts.find(({ number }) => number === '77')!.id };
    const groundless = await server.fail(endMember, { params: { id }, body }, secretary);
    expect(groundless.fields).toHaveProperty('ground');
    const ended = { ...body, ground: 'Акт внесён в систему с опозданием' };
    const byOld = await server.fail(endMember, { params: { id }, body: { ...ended, actId } }, secretary);
    expect(byOld.fields).toHaveProperty('actId');
    await server.call(endMember, { params: { id }, body: ended }, secretary);
    const names = async (on: string) => (await read(on)).members.map(({ personId }) => personId);
    expect(await names('2026-06-30')).toContain(people.member!);
    expect(await names('2026-07-01')).not.toContain(people.member!);
    expect((await read()).former).toMatchObject([
      { personId: people.member, toDay: '2026-06-30', endGround: 'Акт внесён в систему с опозданием' },
    ]);
  });

  it('has one chair, one deputy, one secretary, and nobody twice on one day', async () => {
    const second = await server.fail(addMember, entry(people.executor!, { role: 'chair' }), secretary);
    expect(second.fields).toHaveProperty('role');
    const twice = await server.fail(addMember, entry(people.chair!), secretary);
    expect(twice.fields).toHaveProperty('personId');
    const again = await server.fail(addMember, entry(people.member!, { fromDay: '2026-06-30' }), secretary);
    expect(again.fields).toHaveProperty('personId');
    await server.call(addMember, entry(people.member!, { fromDay: '2026-07-01' }), secretary);
  });

  it('takes nobody before the act was signed, and no unknown act, block, person', async () => {
    const early = await server.fail(addMember, entry(people.executor!, { fromDay: '2021-05-19' }), secretary);
    expect(early.fields).toHaveProperty('fromDay');
    const none = '019a0000-0000-7000-8000-000000000000';
    expect((await server.fail(addMember, entry(people.executor!, { actId: none }), secretary)).status).toBe(
      400,
    );
    expect((await server.fail(addMember, entry(none), secretary)).fields).toHaveProperty('personId');
    const block = entry(people.executor!, { blocks: ['nothing'] });
    expect((await server.fail(addMember, block, secretary)).fields).toHaveProperty('blocks');
    const act = { number: '398', signedOn: '2021-05-20', title: 'Ещё раз' };
    expect((await server.fail(addAct, { body: act }, secretary)).code).toBe('lib.conflict');
  });

  it('says who has no role to take part with', async () => {
    await server.call(addMember, entry(people.executor!, { substituteId: people.deputy! }), secretary);
    expect((await lineOf(people.executor!)).mayTakePart).toBe(false);
    expect((await lineOf(people.chair!)).mayTakePart).toBe(true);
    expect((await lineOf(people.executor!)).substitute).not.toBeNull();
  });

  it('corrects a line, refuses a stale hand and one’s own substitute, removes a mistaken line', async () => {
    const { id, version, blocks } = await lineOf(people.executor!);
    const body = { version, position: 'Ведущий специалист', organisation: 'Управление дорог', blocks };
    const params = { id };
    const own = await server.fail(
      changeMember,
      { params, body: { ...body, substituteId: people.executor! } },
      secretary,
    );
    expect(own.fields).toHaveProperty('substituteId');
    await server.call(changeMember, { params, body: { ...body, substituteId: null } }, secretary);
    const stale = await server.fail(
      changeMember,
      { params, body: { ...body, substituteId: null } },
      secretary,
    );
    expect(stale.code).toBe('lib.changed-meanwhile');
    const line = await lineOf(people.executor!);
    expect(line).toMatchObject({ position: 'Ведущий специалист', substitute: null });
    await server.call(removeMember, { params, query: { version: line.version } }, secretary);
    expect(await lineOf(people.executor!)).toBeUndefined();
  });

  it('leaves a record of each change in the journal', async () => {
    const { rows } = await server.app.pool.query(
      `SELECT DISTINCT action FROM audit.record WHERE action LIKE 'working-group.%' ORDER BY action`,
    );
    expect(rows.map(({ action }) => action)).toEqual([
      'working-group.add-act',
      'working-group.add-member',
      'working-group.change-member',
      'working-group.end-member',
      'working-group.remove-member',
    ]);
  });
});

describe('the demo group', () => {
  it('is the decree’s list with invented names, and fails its own check', async () => {
    const demo = await startTestServer({ OTKLIK_DEMO: '1' });
    try {
      const { cookie } = await signInStaff(demo, 'secretary');
      const now = await demo.call(getComposition, {}, cookie);
      expect(now.members.map(({ role }) => role)).toEqual([
        'chair',
        'deputy',
        'secretary',
        'member',
        'member',
        'member',
      ]);
      expect(now.gaps).toHaveLength(1);
      expect(now.members.every(({ mayTakePart }) => mayTakePart)).toBe(true);
      const then = await demo.call(getComposition, { query: { on: '2021-06-01' } }, cookie);
      expect(then.members).toHaveLength(6);
      expect(then.gaps[0]!.text).toContain('8');
    } finally {
      await demo.close();
    }
  });
});

describe('the draft of an act', () => {
  const draft = (format: string, cookie = secretary) =>
    server.inject({
      method: 'GET',
      url: `/api/working-group/composition/draft-act?format=${format}`,
      headers: { cookie },
    });

  it('names the composition in full, the act it changes, and a place for each sector nobody speaks for', async () => {
    const page = await draft('html');
    const words = page.body.replaceAll('\u00a0', ' ');
    const { rows } = await server.app.pool.query<{ name: string }>(
      "SELECT concat_ws(' ', surname, given_name, patronymic) AS name FROM identity.person WHERE id = $1",
      [people.chair],
    );
    for (const said of [
      'ПРОЕКТ',
      'ПОСТАНОВЛЕНИЕ',
      'О внесении изменений в состав рабочей группы',
      'от 20.05.2021 № 398 «О создании рабочей группы»',
      'УТВЕРЖДЁН',
      rows[0]!.name.trim(),
      'представитель отраслевого блока «Энергетика» (по согласованию)',
    ])
      expect(words).toContain(said);
    expect((await draft('docx')).rawPayload.subarray(0, 2).toString()).toBe('PK');
    expect((await draft('pdf')).rawPayload.subarray(0, 4).toString()).toBe('%PDF');
  });

  it('is made by who keeps the composition alone', async () => {
    const { cookie } = await signInStaff(server, 'member', { slug: 'draft-reader' });
    expect((await draft('html', cookie)).statusCode).toBe(403);
  });
});
