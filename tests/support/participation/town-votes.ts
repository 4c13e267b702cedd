import type { OpenedBallot } from '../../../shared/ballots/ballot.ts';
import { listEnvelopes, prepareVote } from '../../../shared/contract/participation/ballots.ts';
import { openBox } from '../../../web/lib/ballots/open-box.ts';
import { makeTallyKey, openTallyKey } from '../../../web/lib/ballots/tally-key.ts';
import type { Speaker } from '../site/server.ts';
import { signInAs } from '../site/sign-in.ts';
import { announcePoll, approvePoll, comePoll, placePoll } from './town-polls.ts';

/** Secret votes of a server whose clock is the real one. */

export const secretVote = {
  kind: 'vote',
  audience: { minAge: null, districtIds: [], level: 'social' },
} as const;

const PASSPHRASE = 'четыре слова хранителя ключа';

/** A vote that runs, and what opens its box: the choices found there. */
export async function runVote(
  server: Speaker,
  places: readonly string[] = [],
): Promise<{ id: string; readBox: () => Promise<string[]> }> {
  const { id, version } = await approvePoll(server, secretVote);
  await placePoll(server, id, places);
  const keeper = await signInAs(server, 'secretary');
  const { open, file } = await makeTallyKey(PASSPHRASE);
  await server.call(prepareVote, { params: { id }, body: { key: open } }, keeper);
  await announcePoll(server, { id, version });
  await comePoll(server, id, 'opens_at');
  const key = await openTallyKey(file, PASSPHRASE);
  if (!key) throw new Error('The key does not open');
  const readBox = async (): Promise<string[]> => {
    const found: OpenedBallot[] = [];
    await openBox(
      {
        list: (after) => server.call(listEnvelopes, { params: { id }, query: { after } }, keeper),
        bring: async (ballots) => {
          found.push(...ballots);
          return { refused: [] };
        },
      },
      key.secret,
      () => {},
    );
    return found.map(({ text }) => JSON.parse(text).answers.yard[0]).sort();
  };
  return { id, readBox };
}
