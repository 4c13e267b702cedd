import { randomUUID } from 'node:crypto';
import { type Kysely, sql } from 'kysely';
import type { DB } from '../../../server/lib/database/schema.gen.ts';
import type { VoteState } from '../../../shared/contract/participation/ballots.ts';
import { json, type Maker, type Things } from '../thing-kit.ts';

const AT = '2026-11-20T01:40:00Z';
const letters = (count: number) => 'A'.repeat(count);
const key = { n: letters(342), e: 'AQAB' };
const tally = { kty: 'EC', crv: 'P-256', x: letters(43), y: letters(43) };
const audience = { minAge: null, districtIds: [], level: 'social' };

/** A secret vote whose keys open nothing: made anew each time, its ballots are only added to. */
function vote(state: VoteState, pollState: string): Maker {
  return (): Things => {
    const now = { id: randomUUID() };
    return {
      rows: [],
      add: async (db: Kysely<DB>) => {
        now.id = randomUUID();
        await sql`INSERT INTO polls.poll (id, kind, title, opens_at, closes_at, audience, asks, questions, state, state_at, edition, opened_at,
            closed_at, made_at, made_by, made_by_name)
          VALUES (${now.id}::uuid, 'vote', 'Какой двор обновить?', '2026-11-20', '2100-01-01', ${json(audience)},
            ${json({ district: false, age: false })}, '[]', ${pollState}, ${AT}, 1, ${AT}, ${AT}, ${AT}, 'staff:other', 'Другой')`.execute(
          db,
        );
        await sql`INSERT INTO ballots.vote (poll_id, state, entry_key, entry_secret, ballot_key, ballot_secret, protocol_key, protocol_secret, tally_key,
            tally_by_name, tally_at, size)
          VALUES (${now.id}::uuid, ${state}, ${json(key)}, 'x', ${json(key)}, 'x', ${json(key)}, 'x', ${json(tally)}, 'Другой', ${AT}, 1024)`.execute(
          db,
        );
      },
      known: {
        id: () => now.id,
        key: tally,
        said: { isOfAge: true, ageGroup: null, districtId: null },
        entry: letters(342),
        ballot: letters(342),
        ballots: [],
        spoiled: {},
      },
    };
  };
}

/** What routes of secret votes act on. */
export const ballotMakers: Record<string, Maker> = {
  'ballots.read-vote': vote('open', 'open'),
  'ballots.prepare-vote': vote('prepared', 'draft'),
  'ballots.list-envelopes': vote('closed', 'closed'),
  'ballots.bring-ballots': vote('closed', 'closed'),
  'ballots.end-opening': vote('closed', 'closed'),
  'ballots.read-form': vote('open', 'open'),
  'ballots.take-ballot': vote('open', 'open'),
};
