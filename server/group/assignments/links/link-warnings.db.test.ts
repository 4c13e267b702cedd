import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AssignmentCard } from '../../../../shared/contract/group/assignments.ts';
import * as moves from '../../../../shared/contract/group/assignments-moves.ts';
import { type Group, makeGroup } from '../../../../tests/support/group/group.ts';
import { readCard as readCase, submitCase } from '../../../../tests/support/site/cases.ts';
import { startTestServer, type TestServer } from '../../../../tests/support/site/server.ts';
import { personalFacts } from '../../../base/taxonomy/index.ts';
import { warningsOf } from './link-warnings.ts';

let server: TestServer;
let group: Group;
beforeAll(async () => {
  server = await startTestServer();
  server.setNow('2026-11-24T06:00:00Z');
  group = await makeGroup(server);
});
afterAll(() => server.close());

const issue = (more: object = {}): Promise<AssignmentCard> =>
  server.call(
    moves.createAssignment,
    {
      body: {
        source: 'resolution',
        basis: 'Резолюция главы № 5',
        basisOn: '2026-11-20',
        text: 'Осмотреть подъезды',
        expectedResult: 'Акт по каждому дому',
        dueOn: '2026-12-15',
        responsibleId: group.ids.member,
        ...more,
      },
    },
    group.cookies.secretary,
  );

describe('a link to what is of something else', () => {
  const give = async (fact: string, block: string, text = 'Яма на дороге у дома') => {
    const sent = await submitCase(server, { text });
    const file = await readCase(server, sent.number, group.cookies.chair);
    await server.app.pool.query(
      `UPDATE cases.case_file SET block = $2, fact_id = $3, street_id = NULL, district_id = NULL WHERE id = $1`,
      [file.id, block, fact],
    );
    return { ...sent, id: file.id };
  };
  const link = (card: AssignmentCard, target: string, despite = false) => ({
    params: { id: card.id },
    body: { version: card.version, kind: 'case' as const, target, despite },
  });
  const holes = { text: 'Закрыть ямы на проезжей части дороги', expectedResult: 'Ямы на дороге закрыты' };
  const { call, fail } = {
    call: (...input: Parameters<typeof link>) =>
      server.call(moves.addLink, link(...input), group.cookies.secretary),
    fail: (...input: Parameters<typeof link>) =>
      server.fail(moves.addLink, link(...input), group.cookies.secretary),
  };

  it('is warned of by topic, and made by who says so once more', async () => {
    const hole = await give('roads.pavement.pothole', 'roads');
    const other = await give('energy.lighting.off', 'energy');
    const card = await call(await issue(holes), hole.number);
    const warned = await fail(card, other.number);
    expect(warned).toMatchObject({ status: 409, detail: expect.stringContaining('Другая тема') });
    const linked = await call(card, other.number, true);
    expect(linked.links).toHaveLength(2);
    const { rows } = await server.app.pool.query(
      `SELECT data->>'despite' AS despite FROM assignments.event WHERE assignment_id = $1 AND kind = 'link' ORDER BY at, id`,
      [card.id],
    );
    expect(rows.map(({ despite }) => despite)).toEqual([null, 'true']);
  });

  it('is warned of where the message is of somebody’s own life, whatever the decision is of', async () => {
    const [personal] = personalFacts();
    const own = await give(personal!, personal!.split('.')[0]!, 'Не дозвониться врачу');
    const card = await issue({ text: 'Разобраться', expectedResult: 'Ответ' });
    expect((await fail(card, own.number)).detail).toContain('Сообщение личное');
  });

  it('is warned of by street, else by district', () => {
    const matter = { blocks: ['roads'], streetId: 'titova', districtId: 'north' };
    const message = { factId: null, block: 'roads', streetId: 'titova', districtId: 'north' };
    expect(warningsOf(matter, message)).toEqual([]);
    expect(warningsOf(matter, { ...message, streetId: 'lenina' })).toEqual([
      expect.stringContaining('другая улица'),
    ]);
    // A long street lies in several districts: the street says more.
    expect(warningsOf(matter, { ...message, districtId: 'south' })).toEqual([]);
    expect(warningsOf(matter, { ...message, streetId: null, districtId: 'south' })).toEqual([]);
    const [district] = warningsOf({ ...matter, streetId: null }, { ...message, districtId: 'south' });
    expect(district).toContain('Другое место');
    expect(warningsOf({ blocks: [], streetId: null, districtId: null }, message)).toEqual([]);
    expect(warningsOf({ ...matter, blocks: [] }, { ...message, block: 'energy' })).toEqual([]);
    expect(warningsOf(matter, { ...message, block: null })).toEqual([]);
  });
});
