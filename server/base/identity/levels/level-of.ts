import type { IdentityLevel } from '../../../../shared/contract/base/identity.ts';
import { holdsOn } from '../../../lib/dated.ts';
import { reachesLevel } from './level.ts';

/** Which level a category asks for on a day, and what becomes of a message of a channel that does not reach it; pure. */

/** A rule of the pack. */
export interface PackLevel {
  category: string;
  level: IdentityLevel;
  validFrom: string;
  validTo: string | null;
  why: string;
  basis: string;
  toVerify: boolean;
}

/** What the city has set over it. */
export interface CityLevel {
  category: string;
  level: IdentityLevel;
  validFrom: string;
  why: string;
  basis: string;
  /** The later of two that begin on one day holds. */
  madeAt: Date;
}

export interface LevelInForce {
  category: string;
  level: IdentityLevel;
  why: string;
  basis: string;
  toVerify: boolean;
  source: 'pack' | 'city';
  validFrom: string;
}

const later = (one: CityLevel, other: CityLevel): number =>
  one.validFrom.localeCompare(other.validFrom) || one.madeAt.getTime() - other.madeAt.getTime();

/** The city's own word before the pack's; undefined = nothing more than a contact is asked. */
export function levelInForce(
  pack: readonly PackLevel[],
  city: readonly CityLevel[],
  category: string,
  today: string,
): LevelInForce | undefined {
  const own = city
    .filter((one) => one.category === category && one.validFrom <= today)
    .toSorted(later)
    .at(-1);
  if (own)
    return own.level === 'anonymous'
      ? undefined
      : {
          category,
          level: own.level,
          why: own.why,
          basis: own.basis,
          toVerify: false,
          source: 'city',
          validFrom: own.validFrom,
        };
  const found = pack.find((one) => one.category === category && holdsOn(one, today));
  return found?.level === 'anonymous' || !found
    ? undefined
    : {
        category,
        level: found.level,
        why: found.why,
        basis: found.basis,
        toVerify: found.toVerify,
        source: 'pack',
        validFrom: found.validFrom,
      };
}

/** How a message with a topic comes in. */
export const levelChannels = [
  'portal',
  'widget',
  'join',
  'appeal',
  'call',
  'edds',
  'paper',
  'reception',
  'epgu',
  'email',
  'bot',
  'outside',
] as const;
export type LevelChannel = (typeof levelChannels)[number];

/**
 * `taken`: nothing is missing, or the law itself says how the person is known. `refused`: the person is there, is told what to do, and
 * keeps what they wrote. `unproved`: nobody is there to be asked, a message is never thrown away; who answers is told to tell nothing personal.
 */
export type LevelFate = 'taken' | 'refused' | 'unproved';

/** A person stands at the other end and may confirm who they are at once. */
const present: ReadonlySet<LevelChannel> = new Set<LevelChannel>(['portal', 'widget', 'join']);
/** By law (59-ФЗ ст. 7, 13): an appeal asks for what 59-ФЗ asks; on paper the signature, at a reception the document, at ЕПГУ the account. */
const byLaw: ReadonlySet<LevelChannel> = new Set<LevelChannel>(['appeal', 'paper', 'reception', 'epgu']);

export function fateOf(channel: LevelChannel, needed: IdentityLevel, has: IdentityLevel): LevelFate {
  if (byLaw.has(channel) || reachesLevel(has, needed)) return 'taken';
  return present.has(channel) ? 'refused' : 'unproved';
}
