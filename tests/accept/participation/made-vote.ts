import { createHash, generateKeyPairSync, randomBytes, randomUUID } from 'node:crypto';
import { openHalfOf, signPss } from '../../../server/participation/ballots/rsa-pss.ts';
import { preparedBallot, writeBallotText } from '../../../shared/ballots/ballot.ts';
import { makeDice } from '../../suppression/random-city.ts';

const OPTIONS = ['a', 'b', 'c', 'd'];

const pair = () => generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;
const digest = (lines: readonly string[]): string =>
  createHash('sha256').update(lines.join('\n')).digest('hex');

export interface MadeVote {
  /** What is published of it. */
  published: object;
  /** Ballots by choice. */
  counts: Record<string, number>;
}

/** A vote that was held, of so many ballots: signed by its key as they are, which a blind signature cannot be told from. */
export function makeVote(ballots: number, seed: number): MadeVote {
  const dice = makeDice(seed);
  const [ballotKey, protocolKey, pollId] = [pair(), pair(), randomUUID()];
  const counts: Record<string, number> = {};
  const made = Array.from({ length: ballots }, () => {
    const choice = OPTIONS[Math.floor(dice() ** 2 * OPTIONS.length)] ?? 'a';
    counts[choice] = (counts[choice] ?? 0) + 1;
    const text = writeBallotText({
      pollId,
      edition: 1,
      answers: { yard: [choice] },
      code: randomBytes(16).toString('hex'),
    });
    const prefix = randomBytes(32).toString('base64url');
    const prepared = preparedBallot({ prefix, text });
    const signature = signPss(ballotKey, prepared);
    return { id: createHash('sha256').update(prepared).digest('hex'), ballot: { prefix, text, signature } };
  }).toSorted((one, other) => (one.id < other.id ? -1 : 1));
  const receipts = Array.from({ length: ballots }, () => randomBytes(32).toString('hex')).toSorted();
  const protocol = JSON.stringify({
    pollId,
    title: 'Какой двор обновить?',
    closedAt: '2026-12-05T15:00:00.000Z',
    openedAt: '2026-12-05T16:00:00.000Z',
    editions: [
      {
        edition: 1,
        questions: [
          {
            id: 'yard',
            kind: 'single',
            title: 'Какой двор обновить?',
            options: OPTIONS.map((id) => ({ id, title: id })),
          },
        ],
      },
    ],
    taken: ballots,
    cast: ballots,
    found: ballots,
    spoiled: {},
    receipts: digest(receipts),
    ballots: digest(made.map(({ id }) => id)),
  });
  const published = {
    protocol,
    signature: signPss(protocolKey, Buffer.from(protocol)),
    protocolKey: openHalfOf(protocolKey),
    ballotKey: openHalfOf(ballotKey),
    receipts,
    ballots: made.map(({ ballot }) => ballot),
  };
  return { published, counts };
}
