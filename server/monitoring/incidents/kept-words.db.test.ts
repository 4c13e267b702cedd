import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as acts from '../../../shared/contract/monitoring/incident-acts.ts';
import * as contract from '../../../shared/contract/monitoring/incidents.ts';
import {
  type IncidentDesk,
  memberOf,
  openIncidentDesk,
} from '../../../tests/support/networks/incident-desk.ts';
import { findKeptWords } from '../../../tests/support/site/kept-words.ts';
import { signInAs } from '../../../tests/support/site/sign-in.ts';
import { runMutation } from '../../lib/module/unit-of-work.ts';
import { forgetWordsJob } from './retention.ts';

let desk: IncidentDesk;

beforeAll(async () => {
  desk = await openIncidentDesk();
});
afterAll(() => desk.server.close());

describe('words', () => {
  /** Lets go what is due on a day, and looks for these words in every column of the database. */
  async function findAfter(day: string, words: string): Promise<string[]> {
    desk.server.setNow(`${day}T09:00:00Z`);
    await runMutation(
      desk.server.app.services,
      { actor: { kind: 'system', name: 'test' }, requestId: 't', ip: '' },
      async (ctx) => ctx.enqueue(forgetWordsJob, {}),
    );
    await desk.server.drain();
    const places = await findKeptWords(desk.server, words);
    desk.server.setNow('2026-11-24T09:00:00Z');
    return places;
  }

  test('of a dismissed opinion go everywhere they stand when their term is over', async () => {
    const canary = 'Канарейкин мнение о погоде';
    const author = { authorName: 'Кенарь Пробный', authorId: 'canary-author' };
    const card = await desk.comment({ text: canary, ...author });
    // Another of the same words is merged into it: its title and what they share are words too.
    const other = await desk.comment({ text: canary, authorId: 'canary-author-2' });
    const merged = await desk.server.call(
      acts.mergeIncident,
      { params: { id: other.id }, body: { version: other.version, intoId: card.id } },
      desk.operator,
    );
    await desk.server.call(
      acts.dismissIncident,
      { params: { id: card.id }, body: { version: merged.version, reason: 'opinion' } },
      desk.operator,
    );
    expect(await findAfter('2026-12-02', 'канарейкин|canary-author|кенарь')).toEqual([]);
    expect(memberOf(await desk.read(card.id))).toMatchObject({ isForgotten: true, text: '' });
  });

  test('of what was answered stay for years, and go with whom they were said to', async () => {
    const words = 'щегольков|goldfinch';
    const card = await desk.sort(
      await desk.comment({ text: 'Щегольков пишет: на Титова, 14 темно', authorId: 'goldfinch-author' }),
    );
    await desk.approve(await desk.draft(card));
    await desk.server.drain();
    const answered = await desk.read(card.id);
    await desk.server.call(
      acts.closeIncident,
      { params: { id: card.id }, body: { version: answered.version, reason: 'Свет есть' } },
      desk.operator,
    );
    expect(await findAfter('2029-11-20', words)).not.toEqual([]);
    expect(await findAfter('2029-11-26', words)).toEqual([]);
  });

  test('of evidence are changed by nobody', async () => {
    await desk.comment();
    await expect(
      desk.server.asOwner("UPDATE posts.sight SET text = 'другое' WHERE serial = 1"),
    ).rejects.toThrow(/never changed/u);
    await expect(desk.server.asOwner('DELETE FROM posts.sight')).rejects.toThrow(/never changed/u);
  });
});

describe('who sees it', () => {
  test('an executor sees what was sent to their unit and nothing else', async () => {
    const executor = await signInAs(desk.server, 'executor', { unitId: desk.unitId });
    const theirs = await desk.sort(await desk.comment(), { unitId: desk.unitId });
    const other = await desk.comment();
    expect((await desk.read(theirs.id, executor)).can).toEqual(
      expect.arrayContaining(['take', 'refuse', 'draft']),
    );
    expect((await desk.server.fail(contract.readIncident, { params: { id: other.id } }, executor)).code).toBe(
      'lib.not-found',
    );
    const { incidents } = await desk.server.call(contract.listIncidents, { query: { limit: 200 } }, executor);
    expect(incidents.map(({ id }) => id)).toContain(theirs.id);
    expect(incidents.map(({ id }) => id)).not.toContain(other.id);
    expect((await desk.server.call(contract.countIncidents, {}, executor)).tabs.open).toBe(incidents.length);
  });

  test('the desk is paged by the term whole, nothing twice', async () => {
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const reply: { incidents: { id: string }[]; next: string | null } = await desk.server.call(
        contract.listIncidents,
        { query: { limit: 5, ...(cursor && { cursor }) } },
        desk.operator,
      );
      seen.push(...reply.incidents.map(({ id }) => id));
      cursor = reply.next ?? undefined;
    } while (cursor);
    const { tabs } = await desk.server.call(contract.countIncidents, {}, desk.operator);
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen.length).toBe(tabs.open);
  });

  test('its evidence is a file that names what it holds by its print', async () => {
    const card = await desk.comment({ text: 'Свет моргает на Титова, 14' });
    const reply = await desk.server.inject({
      method: 'GET',
      url: `/api/incidents/${card.id}/evidence`,
      headers: { cookie: desk.operator, 'x-otklik': '1' },
    });
    expect(reply.statusCode).toBe(200);
    expect(reply.body).toMatch(/^WARC\/1\.1\r\nWARC-Type: warcinfo\r\n/u);
    expect(reply.body).toContain('Свет моргает на Титова, 14');
    expect(reply.body).toContain(memberOf(card).sights[0]!.sha256);
  });
});
