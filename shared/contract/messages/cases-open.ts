import { z } from 'zod';
import { defineRoute } from '../route.ts';
import { deadline, outcome, resolved, status } from './cases.ts';
import { frame, mapShape } from './map.ts';

/** What is open to everybody: published messages on the map, what was done last. */

/** What the register, the map and feeds are narrowed by, in an address. */
export const publicFilter = {
  block: z.string().max(40).optional(),
  shape: mapShape.optional(),
  /** With the parts of it. */
  district: z.string().max(60).optional(),
  /** Words of what everybody reads of it: title, address, topic. */
  q: z.string().max(100).optional(),
  days: z.coerce.number().int().min(1).max(365).default(30),
};

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
    ...publicFilter,
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

export const listDoneNearby = defineRoute({
  id: 'cases.list-done-nearby',
  method: 'GET',
  path: '/api/done-nearby',
  access: 'public',
  summary: '«Сделано рядом»: последнее решённое с фото до и после',
  reply: z.object({
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
  }),
});
