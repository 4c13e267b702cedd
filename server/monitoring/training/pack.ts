import { z } from 'zod';
import { dismissReasons } from '../../../shared/contract/monitoring/incidents.ts';
import { trainingActs } from '../../../shared/contract/monitoring/training.ts';
import { defineDatedPack } from '../../lib/dated-pack.ts';

const words = z.array(z.string().min(2));

const event = z.strictObject({
  id: z.string(),
  minute: z.number().int().min(0),
  where: z.string(),
  author: z.string(),
  text: z.string(),
  why: z.string(),
  official: z.boolean().default(false),
  isTroll: z.boolean().default(false),
  weight: z.number().int().min(1).default(1),
  right: z
    .strictObject({
      act: z.enum(trainingActs),
      within: z.number().min(1),
      to: z.string().optional(),
      reasons: z.array(z.enum(dismissReasons)).default([]),
      says: z.array(words).default([]),
      never: words.default([]),
      or: z.enum(trainingActs).optional(),
    })
    .optional(),
});
export type ScenarioEvent = z.output<typeof event>;

const scenario = z.strictObject({
  id: z.string(),
  title: z.string(),
  about: z.string(),
  minutes: z.number().int().min(1),
  pass: z.number().int().min(1).max(100),
  events: z.array(event).min(1),
});
export type Scenario = z.output<typeof scenario>;

/** Hours at the feed that are played: packs/monitoring/training. */
export const trainingPack = defineDatedPack(
  'feed-training',
  'monitoring/training/otklik-2026.json',
  { scenarios: z.array(scenario).min(1) },
  'Нет учебных смен на этот день.',
);
