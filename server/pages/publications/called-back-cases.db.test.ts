import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { getCase } from '../../../shared/contract/messages/cases-card.ts';
import { publishCase } from '../../../shared/contract/messages/cases-staff.ts';
import type * as contract from '../../../shared/contract/pages/publications.ts';
import * as acts from '../../../shared/contract/pages/publications-acts.ts';
import * as onPages from '../../../shared/contract/pages/publications-variants.ts';
import { itemAt } from '../../../shared/lists.ts';
import {
  FRIDAY_TEN,
  ofVariant,
  openPublicationDesk,
  type PublicationDesk,
} from '../../../tests/support/pages/publication-desk.ts';
import { WEDNESDAY } from '../../../tests/support/pages/register-desk.ts';
import { type PlantedCase, plantSolved } from '../../../tests/support/pages/solved-case.ts';
import { signInAs } from '../../../tests/support/site/sign-in.ts';
import { NetworkFailure } from '../../base/networks/index.ts';

/** What tells of a case that is hidden meanwhile: none of it comes out that has not. */

let desk: PublicationDesk;
let server: PublicationDesk['server'];
let editor: string;
beforeAll(async () => {
  desk = await openPublicationDesk();
  ({ server, editor } = desk);
});
afterAll(() => server.close());

const firstOf = (card: contract.PublicationCard) => itemAt(card.variants, 0);

describe('a case that is hidden', () => {
  const begin = async (given: object, pageIds = [desk.connected]) =>
    server.call(
      acts.beginFromSource,
      { body: { dueAt: FRIDAY_TEN, pageIds, pictures: 'photos', ...given } as never },
      editor,
    );
  const publish = async ({ id, number }: PlantedCase, published: boolean) => {
    const operator = await signInAs(server, 'operator');
    const { version } = await server.call(getCase, { params: { number } }, operator);
    await server.call(publishCase, { params: { id }, body: { version, published } as never }, operator);
  };
  const hide = async (planted: PlantedCase) => {
    await publish(planted, false);
    await server.drain();
  };
  beforeEach(() => desk.come());
  const solved = () => plantSolved(server, { has_publish_consent: true });

  test('takes back what is only being agreed to, and what tells of the problem it leads; what tells of others stays', async () => {
    server.setNow(WEDNESDAY);
    const [lead, other] = [await solved(), await solved()];
    const problem = crypto.randomUUID();
    await server.app.pool.query(
      `INSERT INTO problems.problem (id, state, title, lead_id, found_at, touched_at)
       VALUES ($1, 'answered', 'Ямы на Титова', $2, $3, $3)`,
      [problem, lead.id, WEDNESDAY],
    );
    const waiting = await desk.submit(await begin({ kind: 'case', id: lead.id }));
    const wide = await desk.approve(await desk.submit(await begin({ kind: 'problem', id: problem })));
    const beside = await desk.approve(await desk.submit(await begin({ kind: 'case', id: other.id })));
    expect(wide.source).toMatchObject({ kind: 'problem', title: 'Ямы на Титова' });
    await hide(lead);
    for (const { id } of [waiting, wide])
      expect(await desk.read(id)).toMatchObject({
        state: 'returned',
        reason: /больше не показано всем/u,
        history: expect.arrayContaining([expect.objectContaining({ what: 'возвращена автору' })]),
      });
    expect(await desk.read(beside.id)).toMatchObject({ state: 'approved', version: beside.version });
  });

  test('and is shown again before anybody heard of it takes nothing back', async () => {
    server.setNow(WEDNESDAY);
    const planted = await solved();
    const { id, version } = await desk.approve(
      await desk.submit(await begin({ kind: 'case', id: planted.id })),
    );
    await publish(planted, false);
    await publish(planted, true);
    await server.drain();
    expect(await desk.read(id)).toMatchObject({
      state: 'approved',
      version,
      variants: [{ state: 'waiting' }],
    });
  });

  test('takes back what the network refused as well', async () => {
    server.setNow(WEDNESDAY);
    const planted = await solved();
    const { id } = await desk.approve(await desk.submit(await begin({ kind: 'case', id: planted.id })));
    await desk.come('2026-11-27T04:00:00Z');
    desk.told.faults.publish.push({
      when: 'before',
      failure: new NetworkFailure('refused', 'Стена закрыта'),
    });
    await desk.come();
    while (desk.told.faults.publish.length > 0) desk.told.faults.publish.pop();
    expect(firstOf(await desk.read(id))).toMatchObject({ state: 'failed', reason: 'Стена закрыта' });
    await hide(planted);
    expect(await desk.read(id)).toMatchObject({
      state: 'returned',
      variants: [{ state: 'planned', reason: '' }],
    });
  });

  test('takes back the whole piece where one of its pages was stopped before', async () => {
    server.setNow(WEDNESDAY);
    const planted = await solved();
    const pages = [desk.connected, desk.byHand];
    const agreed = await desk.approve(
      await desk.submit(await begin({ kind: 'case', id: planted.id }, pages)),
    );
    await server.app.pool.query(
      "UPDATE publications.variant SET state = 'cancelled' WHERE publication_id = $1 AND page_id = $2",
      [agreed.id, desk.byHand],
    );
    await hide(planted);
    expect(await desk.read(agreed.id)).toMatchObject({
      state: 'returned',
      variants: [{ state: 'planned' }, { state: 'planned' }],
    });
  });

  test('stops what is not out yet, says so once, and lets nobody resume it', async () => {
    server.setNow(WEDNESDAY);
    const planted = await solved();
    const pages = [desk.connected, desk.byHand];
    const { id } = await desk.approve(
      await desk.submit(await begin({ kind: 'case', id: planted.id }, pages)),
    );
    await desk.come();
    server.setNow('2026-11-27T06:00:00Z');
    await hide(planted);
    const half = await desk.read(id);
    expect(half.history[0]).toMatchObject({
      what: 'остановлена там, где не вышла',
      note: expect.stringMatching(/больше не показано всем/u),
    });
    const at = half.variants.findIndex(({ state }) => state === 'cancelled');
    const resumed = ofVariant(half, { dueAt: '2026-11-28T05:00:00Z' }, at);
    expect(await server.fail(onPages.resumeVariant, resumed, editor)).toMatchObject({
      status: 409,
      detail: expect.stringMatching(/больше не показано всем/u),
    });
    const { rows } = await server.app.pool.query(
      "SELECT FROM outbox.letter WHERE purpose = 'publication-returned' AND text LIKE $1",
      [`%${id}%`],
    );
    expect(rows.length).toBeLessThanOrEqual(1);
  });

  test('and nobody was told of it: the network asks at the hour', async () => {
    server.setNow(WEDNESDAY);
    const planted = await solved();
    const { id } = await desk.approve(await desk.submit(await begin({ kind: 'case', id: planted.id })));
    await server.app.pool.query('UPDATE cases.case_file SET published_at = NULL WHERE id = $1', [planted.id]);
    await desk.come();
    expect(firstOf(await desk.read(id))).toMatchObject({
      state: 'failed',
      reason: /больше не показано всем/u,
    });
  });
});
