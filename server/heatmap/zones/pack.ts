import { z } from 'zod';
import { heatTermIds, type PlaceKind } from '../../../shared/contract/heatmap/zones.ts';
import { defineDatedPack } from '../../lib/dated-pack.ts';

const smallPlace = {
  minimum: z.int().min(1),
  sample: z.int().min(1),
  danger: z.int().min(1),
  beyond: z.int().min(1),
};

/** How hot is red and when a red zone is over: packs/heatmap/zones. */
export const zonePack = defineDatedPack(
  'zones',
  'heatmap/zones/otklik-2026.json',
  {
    minimum: z.int().min(1),
    /** A share of fewer is told of nothing. */
    sample: z.int().min(1),
    windowDays: z.int().min(1).max(31),
    historyWeeks: z.int().min(8).max(104),
    leastHistoryWeeks: z.int().min(2),
    growthWeeks: z.int().min(2).max(26),
    repeatDays: z.int().min(7).max(366),
    terms: z
      .array(
        z.strictObject({
          id: z.enum(heatTermIds),
          title: z.string().min(1),
          weight: z.number().min(0).max(1),
          /** The measured value at which the term is full. */
          full: z.number().positive(),
        }),
      )
      .length(heatTermIds.length)
      .refine((terms) => Math.abs(terms.reduce((sum, { weight }) => sum + weight, 0) - 1) < 1e-9, {
        message: 'веса должны складываться в единицу',
      }),
    /** What public resonance is made of; null = the version knows none, and the others share its weight. */
    resonance: z
      .strictObject({
        /** How much each view, like, comment and repost of a post of networks weighs; `post` is the post itself. */
        weights: z.strictObject({
          post: z.number().min(0),
          views: z.number().min(0),
          likes: z.number().min(0),
          comments: z.number().min(0),
          shares: z.number().min(0),
        }),
        /** How much in the window is much, by kind of place. */
        much: z.strictObject({
          district: z.number().positive(),
          subarea: z.number().positive(),
          hexagon: z.number().positive(),
        }),
      })
      .nullable()
      .default(null),
    zones: z.strictObject({ yellow: z.number(), orange: z.number(), red: z.number() }),
    triggers: z.strictObject({
      onObject: z.int().min(2),
      onObjectHours: z.int().min(1),
      dangerHours: z.int().min(1),
      danger: z.int().min(1),
      beyond: z.int().min(1),
      termTimes: z.number().min(1),
    }),
    /** Places smaller than a great district: chance moves them more, so more is asked before they are told. */
    places: z.strictObject({
      subarea: z.strictObject(smallPlace),
      hexagon: z.strictObject({
        /** Of H3: 8 is 0.7 km², 9 is 0.1 km². */
        resolution: z.int().min(7).max(9),
        ...smallPlace,
      }),
    }),
    exit: z.strictObject({ below: z.number(), days: z.int().min(1).max(60) }),
  },
  'На этот день правила красных зон не определены.',
);
export type ZoneRule = ReturnType<typeof zonePack.on>;

/** The rule as a place of this kind is judged by it. */
export function placeRule(rule: ZoneRule, kind: PlaceKind): ZoneRule {
  if (kind === 'district') return rule;
  const { minimum, sample, danger, beyond } = rule.places[kind];
  return { ...rule, minimum, sample, triggers: { ...rule.triggers, danger, beyond } };
}
