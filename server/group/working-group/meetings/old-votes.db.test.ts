import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { addDecision } from '../../../../shared/contract/group/working-group-live.ts';
import { beginMeeting, type Group, makeGroup, readMeeting } from '../../../../tests/support/group/group.ts';
import { startTestServer, type TestServer } from '../../../../tests/support/site/server.ts';

/** Meetings held while members voted on items as a whole: what the migration makes of their decisions. */

let server: TestServer;
let group: Group;
beforeAll(async () => {
  server = await startTestServer();
  server.setNow('2026-11-24T05:00:00Z');
  group = await makeGroup(server);
});
afterAll(() => server.close());

/** The migration's own sentence, with the trigger of signed protocols off, as the owner runs it. */
async function migrate(): Promise<void> {
  const text = await readFile('migrations/0107_group-votes.sql', 'utf8');
  const [update] = /ALTER TABLE working_group\.decision DISABLE[\s\S]*ENABLE TRIGGER kept;/u.exec(text)!;
  await server.asOwner(update);
}

/** A meeting as it was kept then: one decision on the first item, these votes on the item. */
async function keepOld(usesVotes: boolean, ballots: Partial<Record<keyof Group['ids'], string>>) {
  let card = await beginMeeting(server, group, { usesVotes });
  const params = { id: card.id, itemId: card.agenda[0]!.id };
  const body = { version: card.version, text: 'Закрыть ямы' };
  card = await server.call(addDecision, { params, body }, group.cookies.secretary);
  const { pool } = server.app;
  await pool.query("UPDATE working_group.decision SET outcome = 'accepted' WHERE meeting_id = $1", [card.id]);
  for (const [seat, choice] of Object.entries(ballots))
    await pool.query(
      `INSERT INTO working_group.ballot (item_id, person_id, meeting_id, choice, cast_by, at) VALUES ($1, $2, $3, $4, $2, now())`,
      [params.itemId, group.ids[seat as 'chair'], card.id, choice],
    );
  return card.id;
}

const outcomeOf = async (id: string) =>
  (await readMeeting(server, group, id)).agenda[0]!.decisions[0]!.outcome;

it('a decision recorded before has the vote it had, counted as a whole; none, where none was asked for', async () => {
  const won = await keepOld(true, { chair: 'for', member: 'for', secretary: 'against' });
  const lost = await keepOld(true, { chair: 'against', member: 'against', secretary: 'against' });
  const tied = await keepOld(true, { chair: 'for', member: 'against' });
  const tiedOtherwise = await keepOld(true, { chair: 'against', member: 'for' });
  const unasked = await keepOld(true, {});
  const signed = await keepOld(true, {});
  const silent = await keepOld(false, {});
  await server.app.pool.query(
    `INSERT INTO working_group.protocol (meeting_id, year, serial, document_id, signed_at) VALUES ($1, 2026, 900, $2, now())`,
    [signed, randomUUID()],
  );
  await migrate();
  const told = await Promise.all([won, lost, tied, tiedOtherwise, unasked, signed, silent].map(outcomeOf));
  expect(told).toEqual(['accepted', 'rejected', 'accepted', 'rejected', 'unvoted', 'accepted', 'accepted']);
  const { agenda } = await readMeeting(server, group, won);
  expect(agenda[0]).toMatchObject({
    votes: { for: 2, against: 1, abstained: 0 },
    decisions: [{ votes: null }],
  });
});
