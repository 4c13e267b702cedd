import { z } from 'zod';
import { defineRoute } from '../route.ts';
import { deadline, outcome, resolved, status } from './cases.ts';
import { frame, mapShape } from './map.ts';

/** What is open to everybody: published messages on the map, figures of the month. */

export const publicPoint = z.object({
  number: z.string(),
  title: z.string(),
  block: z.string().nullable(),
  shape: mapShape,
  status,
  lat: z.number(),
  lon: z.number(),
  address: z.string().nullable(),
  districtId: z.string().nullable(),
  registeredAt: z.string(),
  joinedCount: z.number(),
  photoId: z.string().nullable(),
  /** The answer's term; stopped once the answer was given. */
  deadline: deadline.nullable(),
  answeredAt: z.string().nullable(),
  outcome: outcome.nullable(),
  resolved: resolved.nullable(),
});
export type PublicPoint = z.infer<typeof publicPoint>;

export const listPublicPoints = defineRoute({
  id: 'cases.list-public-points',
  method: 'GET',
  path: '/api/map/points',
  access: 'public',
  summary: 'Карта проблем: опубликованные сообщения, до 500 в рамке',
  query: z.object({
    block: z.string().max(40).optional(),
    shape: mapShape.optional(),
    days: z.coerce.number().int().min(1).max(365).default(30),
    bbox: frame.optional(),
    /** The latest so many of them. */
    limit: z.coerce.number().int().min(1).max(500).default(500),
  }),
  reply: z.object({
    points: z.array(publicPoint),
    total: z.number(),
    withoutPlace: z.number(),
    shown: z.number(),
  }),
});

export const getOpenFigures = defineRoute({
  id: 'cases.get-open-figures',
  method: 'GET',
  path: '/api/open-figures',
  access: 'public',
  summary: 'Три честных числа за 30 дней и «сделано рядом»',
  reply: z.object({
    /** Null until there are 30 cases: small numbers mislead. */
    figures: z
      .object({
        from: z.string(),
        to: z.string(),
        due: z.number(),
        solved: z.number(),
        confirmed: z.number(),
        onTimeShare: z.number(),
        overdue: z.number(),
        averageRating: z.number().nullable(),
        ratings: z.number(),
        lowRatings: z.number(),
      })
      .nullable(),
    done: z.array(
      z.object({
        number: z.string(),
        title: z.string(),
        address: z.string().nullable(),
        workingDays: z.number(),
        before: z.string().nullable(),
        after: z.string().nullable(),
      }),
    ),
    doneTotal: z.number(),
  }),
});
