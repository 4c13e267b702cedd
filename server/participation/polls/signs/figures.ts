import type { PollSign, SignFigures } from '../../../../shared/contract/participation/poll-signs.ts';
import { addNumber, firstOf, lastOf } from '../../../../shared/lists.ts';
import { formatShort, formatTime, localDay } from '../../../../shared/text/dates.ts';
import { saySign } from '../../../../shared/text/participation/sign-sentences.ts';
import { HOUR } from '../../../../shared/time.ts';
import { findSigns } from './find-signs.ts';
import { BEAT, BEATS_OF_HOUR, type Pulse, type Sign, type SignRules, sumOf } from './pulse.ts';

/** Sums that were kept, put into a report. Pure. */

interface Beat {
  at: Date;
  taken: number;
  fresh: number;
}

interface NetHour {
  net: string;
  hour: Date;
  taken: number;
}

export interface Kept {
  /** In the order of time, one at least. */
  beats: readonly Beat[];
  nets: readonly NetHour[];
}

/** Shares of so many of the greatest nets are told. */
const MOST_NETS = 10;

interface Frame {
  /** ms */
  start: number;
  hours: number;
}

function frameOf(beats: readonly Beat[]): Frame {
  const start = Math.floor(firstOf(beats).at.getTime() / HOUR) * HOUR;
  return { start, hours: Math.floor((lastOf(beats).at.getTime() - start) / HOUR) + 1 };
}

export function makePulse({ beats, nets }: Kept, zone: string): Pulse {
  const { start, hours } = frameOf(beats);
  const taken = new Array<number>(hours * BEATS_OF_HOUR).fill(0);
  const fresh = [...taken];
  for (const beat of beats) {
    const at = Math.floor((beat.at.getTime() - start) / BEAT);
    addNumber(taken, at, beat.taken);
    addNumber(fresh, at, beat.fresh);
  }
  const byNet = Map.groupBy(nets, ({ net }) => net);
  return {
    taken,
    fresh,
    nets: [...byNet.values()].map((rows) => {
      const counts = new Array<number>(hours).fill(0);
      for (const row of rows) {
        const at = Math.floor((row.hour.getTime() - start) / HOUR);
        if (at >= 0 && at < hours) addNumber(counts, at, row.taken);
      }
      return counts;
    }),
    firstHour: Number(formatTime(start, zone).slice(0, 2)),
  };
}

/** A small number of new people of a day, and what would give it by subtraction, is not told. */
function listDays({ beats }: Kept, zone: string, smallest: number): SignFigures['days'] {
  const days = Map.groupBy(beats, ({ at }) => localDay(at, zone));
  return [...days].map(([day, own]) => {
    const [taken, fresh] = [sumOf(own.map((one) => one.taken)), sumOf(own.map((one) => one.fresh))];
    const isFew = (count: number): boolean => count > 0 && count < smallest;
    return { day, taken, fresh: isFew(fresh) || isFew(taken - fresh) ? null : fresh };
  });
}

function presentSign(sign: Sign, { start }: Frame, zone: string): PollSign {
  const moment = (beat: number): string => new Date(start + beat * BEAT).toISOString();
  const told = {
    kind: sign.kind,
    from: sign.isDaily ? null : moment(sign.from),
    to: sign.isDaily ? null : moment(sign.to),
    hours: sign.isDaily ? { from: sign.from, to: sign.to } : null,
    count: sign.count,
    usual: Number(sign.usual.toFixed(1)),
    of: sign.of,
    chance: sign.chance,
  };
  return { ...told, sentence: saySign(told, (at) => formatShort(at, zone)) };
}

export function makeSignFigures(
  kept: Kept,
  rules: SignRules & { smallest: number },
  zone: string,
): SignFigures {
  const frame = frameOf(kept.beats);
  const pulse = makePulse(kept, zone);
  const noted = sumOf(pulse.taken);
  const least = Math.max(rules.netLeast, Math.ceil(rules.share * noted));
  return {
    noted,
    leastPeople: rules.leastPeople,
    firstHour: new Date(frame.start).toISOString(),
    hours: Array.from({ length: frame.hours }, (_, hour) =>
      sumOf(pulse.taken.slice(hour * BEATS_OF_HOUR, (hour + 1) * BEATS_OF_HOUR)),
    ),
    days: listDays(kept, zone, rules.smallest),
    nets: {
      count: pulse.nets.length,
      least,
      largest: pulse.nets
        .map(sumOf)
        .filter((count) => count >= least)
        .toSorted((one, other) => other - one)
        .slice(0, MOST_NETS)
        .map((count) => Number((count / noted).toFixed(3))),
    },
    signs: findSigns(pulse, rules).map((sign) => presentSign(sign, frame, zone)),
  };
}
