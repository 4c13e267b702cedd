import { runMutation } from '../../../server/lib/module/unit-of-work.ts';
import { clockJob } from '../../../server/participation/polls/clock.ts';
import { setPlaces } from '../../../shared/contract/participation/poll-paper.ts';
import * as acts from '../../../shared/contract/participation/polls-acts.ts';
import { DAY } from '../../../shared/time.ts';
import type { Speaker } from '../site/server.ts';
import { signInAs } from '../site/sign-in.ts';
import { pollBody } from './poll-desk.ts';

/** Polls of a server whose clock is the real one: what a browser beside it counts by as well. */

/** A moment of a poll has come: what is due by the clock is done. */
export async function comePoll(server: Speaker, id: string, column: 'opens_at' | 'closes_at'): Promise<void> {
  await server.app.services.database
    .updateTable('polls.poll')
    .set({ [column]: new Date(Date.now() - 1000) })
    .where('id', '=', id)
    .execute();
  await runMutation(
    server.app.services,
    { actor: { kind: 'system', name: 'test' }, requestId: 'town-polls', ip: '' },
    async (ctx) => ctx.enqueue(clockJob, {}),
  );
  await server.drain();
}

/** Written by one person and approved by another; opens tomorrow. */
export async function approvePoll(server: Speaker, given: object): Promise<{ id: string; version: number }> {
  const [editor, approver] = [await signInAs(server, 'editor'), await signInAs(server, 'approver')];
  const body = pollBody({
    opensAt: new Date(Date.now() + DAY).toISOString(),
    closesAt: new Date(Date.now() + 9 * DAY).toISOString(),
    resultBy: new Date(Date.now() + 20 * DAY).toISOString().slice(0, 10),
    ...given,
  });
  const { id, version } = await server.call(acts.createPoll, { body }, editor);
  const params = { id };
  const submit = { version, act: 'submit' as const, reason: '' };
  const sent = await server.call(acts.movePoll, { params, body: submit }, editor);
  const approval = { version: sent.version, act: 'approve' as const, reason: '' };
  return server.call(acts.judgePoll, { params, body: approval }, approver);
}

/** Names its places, where it has any. */
export async function placePoll(server: Speaker, id: string, titles: readonly string[]): Promise<void> {
  if (titles.length === 0) return;
  await server.call(
    setPlaces,
    { params: { id }, body: { titles: [...titles] } },
    await signInAs(server, 'editor'),
  );
}

export const announcePoll = async (
  server: Speaker,
  { id, version }: { id: string; version: number },
): Promise<unknown> =>
  server.call(
    acts.movePoll,
    { params: { id }, body: { version, act: 'announce', reason: '' } },
    await signInAs(server, 'editor'),
  );

/** A poll that runs; its id. */
export async function runPoll(
  server: Speaker,
  given: object,
  places: readonly string[] = [],
): Promise<string> {
  const poll = await approvePoll(server, given);
  await placePoll(server, poll.id, places);
  await announcePoll(server, poll);
  await comePoll(server, poll.id, 'opens_at');
  return poll.id;
}
