import { generateKeyPairSync, randomUUID } from 'node:crypto';
import { type Kysely, sql } from 'kysely';
import { hashPrivate } from '../../../server/base/identity/index.ts';
import type { Config } from '../../../server/lib/config.ts';
import type { DB } from '../../../server/lib/database/schema.gen.ts';
import { hashToken, newToken } from '../../../server/lib/ids.ts';
import { seal } from '../../../server/lib/seal/sealed.ts';
import { CODE_MINUTES } from '../../../server/participation/polls/paper/codes.ts';
import { MINUTE } from '../../../shared/time.ts';
import { type Maker, NONE, type Things } from '../thing-kit.ts';
import { ballotMakers } from './ballot-things.ts';
import { paperMakers } from './paper-things.ts';

const AT = '2026-11-20T01:40:00Z';
const CODE = '12345678';
/** A number below any modulus: the city signs it. */
const BLINDED = Buffer.from([...Array.from({ length: 255 }, () => 0), 1]).toString('base64url');

const pem = generateKeyPairSync('rsa', { modulusLength: 2048 })
  .privateKey.export({ type: 'pkcs8', format: 'pem' })
  .toString();
/** Keys of a vote that do sign. */
const putKeys = (db: Kysely<DB>, config: Config, pollId: string) =>
  sql`UPDATE ballots.vote SET entry_secret = ${seal(config, `ballots.vote/entry/${pollId}`, pem)},
      ballot_secret = ${seal(config, `ballots.vote/ballot/${pollId}`, pem)} WHERE poll_id = ${pollId}::uuid`.execute(
    db,
  );

/** A kiosk at a new place of a poll that other things are made of, with a code that was given to somebody. */
function kiosk(of: Maker | undefined, called: 'poll' | 'place' | 'kiosk' = 'poll'): Maker {
  return (around): Things => {
    const base = of?.(around) ?? NONE;
    const { config, now: clock } = around.server.app.services;
    const now = { poll: '', place: '', kiosk: '', token: newToken() };
    return {
      rows: [],
      add: async (db: Kysely<DB>) => {
        await base.add?.(db);
        const { id } = base.known;
        const pollId = String(typeof id === 'function' ? id() : id);
        Object.assign(now, { poll: pollId, place: randomUUID(), kiosk: randomUUID(), token: newToken() });
        await putKeys(db, config, pollId);
        await sql`INSERT INTO polls.place (id, poll_id, serial, title) VALUES (${now.place}::uuid, ${pollId}::uuid, 2, 'Дом культуры')`.execute(
          db,
        );
        await sql`INSERT INTO polls.kiosk (id, place_id, key_hash, opened_at, by_name, until)
          VALUES (${now.kiosk}::uuid, ${now.place}::uuid, ${hashToken(now.token)}, ${AT}, 'Другой', '2100-01-01')`.execute(
          db,
        );
        const quarter = Math.floor(clock().getTime() / (CODE_MINUTES * MINUTE));
        const codeKey = hashPrivate(config, `poll-kiosk:${pollId}:${quarter}`, CODE);
        await sql`INSERT INTO polls.paper_mark (poll_id, mark_key, place_id, way, code_key)
          VALUES (${pollId}::uuid, 'somebody', ${now.place}::uuid, 'kiosk', ${codeKey})`.execute(db);
      },
      known: {
        ...base.known,
        id: () => now[called],
        placeId: () => now.place,
        token: () => now.token,
        code: CODE,
        clientKey: () => randomUUID(),
        edition: 1,
        said: { isOfAge: true, ageGroup: null, districtId: null },
        answers: { yard: ['a'] },
        entry: BLINDED,
        ballot: BLINDED,
      },
    };
  };
}

const paper = paperMakers['polls.give-paper'];

/** What routes of kiosks act on. */
export const kioskMakers: Record<string, Maker> = {
  'polls.open-kiosk': kiosk(paper, 'place'),
  'polls.close-kiosk': kiosk(paper, 'kiosk'),
  'polls.give-kiosk-code': kiosk(paper),
  'polls.read-kiosk': kiosk(paper),
  'polls.check-kiosk-code': kiosk(paper),
  'polls.answer-at-kiosk': kiosk(paper),
  'ballots.take-kiosk-ballot': kiosk(ballotMakers['ballots.take-ballot']),
};
