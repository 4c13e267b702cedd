import { createPrivateKey, generateKeyPair, type KeyObject } from 'node:crypto';
import { promisify } from 'node:util';
import { must } from '../../../shared/known.ts';
import type { Config } from '../../lib/config.ts';
import { AppError } from '../../lib/errors.ts';
import type { SealedColumn } from '../../lib/seal/reseal.ts';
import { seal, unseal } from '../../lib/seal/sealed.ts';
import type { VoteRow } from './rows.ts';
import { openHalfOf, type PublicKey } from './rsa-pss.ts';

/** Of each vote its own: nothing signed for one is worth anything in another. */
const BITS = 2048;

const placeOf = (kind: 'entry' | 'ballot' | 'protocol') => (pollId: string) =>
  `ballots.vote/${kind}/${pollId}`;

export const sealedBallotKeys: readonly SealedColumn[] = [
  { table: 'ballots.vote', column: 'entry_secret', key: 'poll_id', placeOf: placeOf('entry') },
  { table: 'ballots.vote', column: 'ballot_secret', key: 'poll_id', placeOf: placeOf('ballot') },
  { table: 'ballots.vote', column: 'protocol_secret', key: 'poll_id', placeOf: placeOf('protocol') },
];

interface SealedPair {
  open: PublicKey;
  secret: string;
}

async function makePair(config: Config, place: string): Promise<SealedPair> {
  const { privateKey } = await promisify(generateKeyPair)('rsa', { modulusLength: BITS });
  const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
  return { open: openHalfOf(privateKey), secret: seal(config, place, pem) };
}

export async function makeVoteKeys(config: Config, pollId: string) {
  return {
    entry: await makePair(config, placeOf('entry')(pollId)),
    ballot: await makePair(config, placeOf('ballot')(pollId)),
    protocol: await makePair(config, placeOf('protocol')(pollId)),
  };
}

function openKey(config: Config, place: string, sealed: string | null): KeyObject {
  const pem = unseal(config, place, must(sealed, 'a key that signs ballots'));
  if (pem === null)
    throw new AppError(
      'lib.unavailable',
      'Ключ, которым подписывают бюллетени, не открывается: сообщите администратору, голос не потерян.',
    );
  return createPrivateKey(pem);
}

/** Both keys that sign. */
export const openVoteKeys = (
  config: Config,
  vote: Pick<VoteRow, 'poll_id' | 'entry_secret' | 'ballot_secret'>,
) => ({
  entry: openKey(config, placeOf('entry')(vote.poll_id), vote.entry_secret),
  ballot: openKey(config, placeOf('ballot')(vote.poll_id), vote.ballot_secret),
});

/** The key that seals the protocol. */
export const openProtocolKey = (
  config: Config,
  vote: Pick<VoteRow, 'poll_id' | 'protocol_secret'>,
): KeyObject => openKey(config, placeOf('protocol')(vote.poll_id), vote.protocol_secret);
