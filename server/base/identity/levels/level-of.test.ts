import { describe, expect, it } from 'vitest';
import { type IdentityLevel, identityLevels } from '../../../../shared/contract/base/identity.ts';
import { keysOf } from '../../../../shared/known.ts';
import { lawfulAppealLevel, refuseForAppeal } from './lawful.ts';
import {
  type CityLevel,
  fateOf,
  type LevelChannel,
  levelChannels,
  levelInForce,
  type PackLevel,
} from './level-of.ts';

const ofPack = (category: string, level: IdentityLevel): PackLevel => ({
  category,
  level,
  validFrom: '2026-01-01',
  validTo: null,
  why: 'личное',
  basis: 'закон',
  toVerify: true,
});
const ofCity = (level: IdentityLevel, validFrom: string, hour = 9): CityLevel => ({
  category: 'social.payments',
  level,
  validFrom,
  why: 'так решил город',
  basis: 'постановление',
  madeAt: new Date(`2026-11-01T0${hour}:00:00Z`),
});
const pack = [ofPack('social.payments', 'phone'), ofPack('social.housing', 'esia_simplified')];

describe('which level a category asks for', () => {
  it.each([
    ['the pack’s, where the city says nothing', [], '2026-11-24', 'phone', 'pack'],
    ['the city’s over it', [ofCity('esia_verified', '2026-11-01')], '2026-11-24', 'esia_verified', 'city'],
    [
      'the city’s from its day on',
      [ofCity('esia_verified', '2026-11-24')],
      '2026-11-24',
      'esia_verified',
      'city',
    ],
    ['the pack’s a day before', [ofCity('esia_verified', '2026-11-25')], '2026-11-24', 'phone', 'pack'],
    [
      'none, where the city asks for nothing',
      [ofCity('anonymous', '2026-11-01')],
      '2026-11-24',
      undefined,
      undefined,
    ],
    [
      'the latest that has begun',
      [ofCity('social', '2026-11-20'), ofCity('anonymous', '2026-11-01'), ofCity('phone', '2026-12-01')],
      '2026-11-24',
      'social',
      'city',
    ],
    [
      'of two of one day the one set later',
      [ofCity('social', '2026-11-20', 9), ofCity('esia_simplified', '2026-11-20', 8)],
      '2026-11-24',
      'social',
      'city',
    ],
  ] as const)('%s', (_, city, today, level, source) => {
    const found = levelInForce(pack, city, 'social.payments', today);
    expect(found?.level).toBe(level);
    expect(found?.source).toBe(source);
    // What the city has set itself needs nobody to confirm it.
    expect(found?.toVerify ?? false).toBe(source === 'pack');
  });

  it('is of the category alone', () => {
    expect(
      levelInForce(pack, [ofCity('anonymous', '2026-11-01')], 'social.housing', '2026-11-24')?.level,
    ).toBe('esia_simplified');
    expect(levelInForce(pack, [], 'roads.pavement', '2026-11-24')).toBeUndefined();
  });
});

/** Columns: how well the author is known, lowest first; T taken, R refused in words, U taken and marked. */
const table: Readonly<Record<LevelChannel, Readonly<Record<IdentityLevel, string>>>> = {
  portal: {
    anonymous: 'TTTTT',
    social: 'RTTTT',
    phone: 'RRTTT',
    esia_simplified: 'RRRTT',
    esia_verified: 'RRRRT',
  },
  widget: {
    anonymous: 'TTTTT',
    social: 'RTTTT',
    phone: 'RRTTT',
    esia_simplified: 'RRRTT',
    esia_verified: 'RRRRT',
  },
  join: {
    anonymous: 'TTTTT',
    social: 'RTTTT',
    phone: 'RRTTT',
    esia_simplified: 'RRRTT',
    esia_verified: 'RRRRT',
  },
  appeal: {
    anonymous: 'TTTTT',
    social: 'TTTTT',
    phone: 'TTTTT',
    esia_simplified: 'TTTTT',
    esia_verified: 'TTTTT',
  },
  call: {
    anonymous: 'TTTTT',
    social: 'UTTTT',
    phone: 'UUTTT',
    esia_simplified: 'UUUTT',
    esia_verified: 'UUUUT',
  },
  edds: {
    anonymous: 'TTTTT',
    social: 'UTTTT',
    phone: 'UUTTT',
    esia_simplified: 'UUUTT',
    esia_verified: 'UUUUT',
  },
  paper: {
    anonymous: 'TTTTT',
    social: 'TTTTT',
    phone: 'TTTTT',
    esia_simplified: 'TTTTT',
    esia_verified: 'TTTTT',
  },
  reception: {
    anonymous: 'TTTTT',
    social: 'TTTTT',
    phone: 'TTTTT',
    esia_simplified: 'TTTTT',
    esia_verified: 'TTTTT',
  },
  epgu: {
    anonymous: 'TTTTT',
    social: 'TTTTT',
    phone: 'TTTTT',
    esia_simplified: 'TTTTT',
    esia_verified: 'TTTTT',
  },
  email: {
    anonymous: 'TTTTT',
    social: 'UTTTT',
    phone: 'UUTTT',
    esia_simplified: 'UUUTT',
    esia_verified: 'UUUUT',
  },
  bot: {
    anonymous: 'TTTTT',
    social: 'UTTTT',
    phone: 'UUTTT',
    esia_simplified: 'UUUTT',
    esia_verified: 'UUUUT',
  },
  outside: {
    anonymous: 'TTTTT',
    social: 'UTTTT',
    phone: 'UUTTT',
    esia_simplified: 'UUUTT',
    esia_verified: 'UUUUT',
  },
};
const letters = { taken: 'T', refused: 'R', unproved: 'U' };

describe('channels × levels asked for × levels proved', () => {
  it('knows each way a message comes', () => {
    expect([...levelChannels]).toEqual(keysOf(table));
  });

  it.each(
    keysOf(table).flatMap((channel) =>
      identityLevels.flatMap((needed) => identityLevels.map((has, at) => ({ channel, needed, has, at }))),
    ),
  )('$channel, asked for $needed, known as $has', ({ channel, needed, has, at }) => {
    expect(letters[fateOf(channel, needed, has)]).toBe(table[channel][needed][at]);
  });
});

describe('an appeal', () => {
  it('is asked for what the law asks, by the pack of the day', () => {
    expect(lawfulAppealLevel('2026-11-24')).toMatchObject({
      level: 'social',
      legal: expect.stringContaining('59-ФЗ'),
    });
  });

  it.each([
    ['anonymous', false],
    ['social', false],
    ['phone', true],
    ['esia_simplified', true],
    ['esia_verified', true],
  ] as const)('above it by nobody: %s is refused: %s', (level, isRefused) => {
    const words = refuseForAppeal(level, '2026-11-24');
    expect(words !== null).toBe(isRefused);
    if (isRefused) expect(words).toContain('нельзя ограничить сильнее');
  });
});
