import { expect, test } from 'vitest';
import { declared, identities } from '../../../shared/contract/base/regimes.ts';
import { readShippedRulePack } from '../deadlines/packs.ts';
import { currentRegimes } from './current.ts';
import { type ContactFacts, resolveRegime } from './resolve.ts';

/** Nobody has addressed the city there: a post, a comment, what a newspaper writes. */
const openSources: readonly ContactFacts['channel'][] = [
  'social_post',
  'social_comment',
  'media_publication',
];
const days = ['2019-03-01', '2025-03-29', '2025-03-30', '2026-11-24', '2031-01-01'];

const pack = currentRegimes();
const signs = pack.signs.map(({ id }) => id);
/** None, each, every two, all: no rule asks for more than one. */
const sets = [[], signs, ...signs.flatMap((one, at) => signs.slice(at).map((other) => [one, other]))];
/** Rules of terms that cite 59-ФЗ. */
const lawful = new Set(
  readShippedRulePack()
    .rules.filter(({ legal }) => /(?<!\d)59-ФЗ/u.test(JSON.stringify(legal)))
    .map(({ id }) => id),
);

test.each(openSources)('%s, whatever is said of it and by whomever, begins no term of 59-ФЗ', (channel) => {
  expect(sets.length).toBeGreaterThan(100);
  expect(lawful.size).toBeGreaterThan(5);
  const wrong: string[] = [];
  for (const receivedOn of days)
    for (const identity of identities)
      for (const declares of declared.options)
        for (const chosen of sets) {
          const { regime, answerRule, clocks } = resolveRegime(pack, {
            channel,
            identity,
            declares,
            receivedOn,
            signs: chosen,
          });
          const begun = [answerRule, ...clocks.map(({ code }) => code)].filter(
            (rule) => rule && lawful.has(rule),
          );
          if (regime === 'appeal_59fz' || begun.length > 0)
            wrong.push(`${channel} ${identity} ${declares} ${receivedOn} ${chosen}: ${regime} ${begun}`);
        }
  expect(wrong.slice(0, 5)).toEqual([]);
});
