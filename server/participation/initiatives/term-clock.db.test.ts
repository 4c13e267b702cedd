import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  type InitiativeDesk,
  openInitiativeDesk,
  SAID,
} from '../../../tests/support/participation/initiative-desk.ts';
import { asSystem } from '../../../tests/support/site/cases.ts';
import { initiativeTerms } from './term-clock.ts';

let desk: InitiativeDesk;
beforeAll(async () => {
  desk = await openInitiativeDesk();
});
afterAll(() => desk.server.close());

describe('whoever looks at initiatives is told of the days the city promised', () => {
  const termsOf = async (id: string) =>
    (await asSystem(desk.server, (ctx) => initiativeTerms.terms(ctx))).filter((term) => term.id === id);

  test('of one that waits, of none that gathers support, of one that has enough; and never in a resident’s words', async () => {
    const id = await desk.propose({ districtId: 'sinarsky' });
    const [waiting, ...more] = await termsOf(id);
    expect(more).toEqual([]);
    expect(waiting).toMatchObject({
      clock: 'initiative-check',
      startedAt: new Date(SAID),
      dueAt: new Date('2026-12-01T18:59:59.000Z'),
      name: 'Инициатива жителей от 24.11.2026',
      path: `/staff/initiatives/${id}`,
      districtId: 'sinarsky',
    });
    expect(JSON.stringify(waiting)).not.toMatch(/пандус/iu);
    const people = [{ may: 'initiatives.keep' }];
    expect(waiting?.whom('owner', 'initiative-check')).toEqual(people);
    expect(waiting?.whom('coordinator', 'initiative-check')).toEqual(people);
    expect(waiting?.whom('chair', 'initiative-check')).toBeUndefined();
    await desk.judge(id, { isPublished: true });
    expect(await termsOf(id)).toEqual([]);
    await desk.server.app.pool.query('UPDATE initiatives.initiative SET threshold = 1 WHERE id = $1', [id]);
    for (const cookie of await desk.residents(1)) await desk.support(id, cookie);
    expect(await termsOf(id)).toMatchObject([
      { clock: 'initiative-answer', dueAt: new Date('2026-12-24T18:59:59.000Z'), about: 'набрала поддержку' },
    ]);
    await desk.answer(id);
    expect(await termsOf(id)).toEqual([]);
    expect(['initiative-check', 'initiative-answer', 'answer'].map(initiativeTerms.title)).toEqual([
      'Проверить инициативу',
      'Ответить на инициативу',
      undefined,
    ]);
  });
});
