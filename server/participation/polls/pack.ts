import { z } from 'zod';
import { identityLevel } from '../../../shared/contract/base/identity.ts';
import type { getPollRules as rulesRoute } from '../../../shared/contract/participation/polls.ts';
import { pollKinds } from '../../../shared/contract/participation/polls.ts';
import { shortRules } from '../../../shared/contract/participation/questionnaire.ts';
import type { RouteReplyInput } from '../../../shared/contract/route.ts';
import { kindAbout, kindTitles } from '../../../shared/text/participation/poll-words.ts';
import { listDistricts, residentsOn } from '../../base/territory/index.ts';
import { cityDay } from '../../lib/city.ts';
import { defineDatedPack } from '../../lib/dated-pack.ts';
import type { Ctx } from '../../lib/module/context.ts';
import { ballotBox } from './ballot-box.ts';

const words = z.string().min(1);
const age = z.number().int().min(0).max(120);

/** How the city asks: ages, groups, levels of sign-in, what is hidden, how results are weighed. packs/participation/polls. */
export const pollsPack = defineDatedPack(
  'polls',
  'participation/polls/otklik-2026.json',
  {
    minAges: z.array(z.strictObject({ age, title: words, why: words })).min(1),
    ageGroups: z
      .array(
        z.strictObject({
          id: z.string().min(1).max(20),
          title: words,
          from: age,
          to: age.nullable(),
          /** Of those who live in the city and are as old as the youngest group, 0…1. */
          share: z.number().gt(0).lt(1),
        }),
      )
      .min(2),
    levels: z.array(z.strictObject({ id: identityLevel, title: words, about: words })).min(1),
    /** A poll is open for so many days at least. */
    leastDays: z.number().min(0),
    /** Fewer people are not told of; how wide the range of a hidden number stays (decision 0039). */
    smallest: z.number().int().min(2),
    width: z.number().int().min(2),
    /** Answers are mixed in batches of so many at least (decision 0050). */
    mixLeast: z.number().int().min(2),
    weights: z.strictObject({
      rounds: z.number().int().min(1),
      most: z.number().gt(1),
      /** With fewer answers nothing is weighed. */
      leastSheets: z.number().int().min(1),
    }),
    /** How the money of a budget question is shared out (shared/text/participation/budget.ts): its questions keep the rule of the day they open. */
    budget: z.strictObject({
      /** Greatest number of voices first. */
      method: z.literal('voices'),
      whenShort: z.enum(shortRules),
      why: words,
    }),
    /** Of a normal distribution: 1.96 is 95 %. */
    confidence: z.number().gt(0),
    /** Signs of manipulation: signs/pulse.ts tells what each number means. */
    signs: z.strictObject({
      alpha: z.number().gt(0).lt(1),
      leastPeople: z.number().int().min(1),
      excess: z.number().int().min(1),
      share: z.number().gt(0).lt(1),
      fadeMinutes: z.number().gt(0),
      usualTimes: z.number().min(1),
      netLeast: z.number().int().min(2),
      netOdds: z.number().min(1),
      freshOdds: z.number().min(1),
      /** A contact made so long before is new. */
      freshHours: z.number().gt(0),
      /** The report is erased after so many days. */
      keptDays: z.number().int().min(1),
    }),
  },
  'На этот день нет порядка опросов.',
);

export const pollRulesToday = (ctx: Pick<Ctx, 'config' | 'now'>) =>
  pollsPack.on(cityDay(ctx.config, ctx.now));
export type PollPack = ReturnType<typeof pollRulesToday>;

/** Districts without their parts: what a resident chooses from, and what turnout is told by. */
export const topDistricts = (): { id: string; title: string }[] =>
  listDistricts()
    .filter(({ parentId }) => parentId === null)
    .map(({ id, title }) => ({ id, title }));

/** Route: what a questionnaire is made of, for the form and the portal. */
export async function getPollRules(ctx: Ctx): Promise<RouteReplyInput<typeof rulesRoute>> {
  const { minAges, ageGroups, levels, leastDays, smallest } = pollRulesToday(ctx);
  const today = cityDay(ctx.config, ctx.now);
  const hasBallots = ctx.ports.find(ballotBox) !== undefined;
  return {
    kinds: pollKinds
      .filter((kind) => kind !== 'vote' || hasBallots)
      .map((id) => ({ id, title: kindTitles[id], about: kindAbout[id] })),
    minAges,
    ageGroups,
    levels,
    districts: topDistricts().map(({ id, title }) => ({
      id,
      title,
      residents: residentsOn(today, id)?.count ?? null,
    })),
    leastDays,
    smallest,
  };
}
