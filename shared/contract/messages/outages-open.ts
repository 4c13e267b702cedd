import { z } from 'zod';
import { idParams } from '../base/person-fields.ts';
import { defineRoute } from '../route.ts';
import { personText, placeInput } from './cases.ts';

/** Outages as everybody sees them: before filing a message, on a page of their own and on the map. */

/** `overdue`: its promised time has passed; `unconfirmed`: so long ago that nobody knows whether it is over. */
export const outageStates = ['planned', 'running', 'overdue', 'unconfirmed', 'ended', 'cancelled'] as const;
export type OutageState = (typeof outageStates)[number];

/** A street with its houses («10–28», '' = all of it), or a district. */
const outagePlace = z.object({ kind: z.enum(['street', 'district']), label: z.string(), houses: z.string() });
export type OutagePlace = z.infer<typeof outagePlace>;

export const openOutage = z.object({
  id: z.string(),
  resource: z.string(),
  /** «Нет горячей воды», «Отключат свет». */
  title: z.string(),
  state: z.enum(outageStates),
  isPlanned: z.boolean(),
  /** «Дадут», «Дали», «Ещё не дали». */
  words: z.object({ gives: z.string(), gave: z.string(), notYet: z.string() }),
  beginsAt: z.string(),
  /** The term in force; null while nobody has named one. */
  until: z.string().nullable(),
  endedAt: z.string().nullable(),
  reason: z.string(),
  repairer: z.string(),
  onSiteAt: z.string().nullable(),
  /** Terms that were given before, the oldest first, each with why it was left and when. */
  moves: z.array(z.object({ until: z.string().nullable(), reason: z.string(), at: z.string() })),
  places: z.array(outagePlace),
  districtIds: z.array(z.string()),
  /** Residents who said «я тоже», those of the mass problem among them. */
  people: z.number(),
});
export type OpenOutage = z.infer<typeof openOutage>;

/** Rings on the map, of [lon, lat], each closed; drawn around the houses, so that it is wider than they are. */
const outlines = z.array(z.array(z.tuple([z.number(), z.number()])));
const drawnOutage = openOutage.extend({ outlines });
export type DrawnOutage = z.infer<typeof drawnOutage>;

export const listOpenOutages = defineRoute({
  id: 'outages.list-open-outages',
  method: 'GET',
  path: '/api/outages',
  access: 'public',
  summary: 'Отключения, которые идут, и плановые: по району и адресу',
  query: z.object({
    district: z.string().max(60).optional(),
    /** An address: what covers it. Words that are no address are looked for among the streets. */
    q: z.string().trim().max(200).optional(),
  }),
  reply: z.object({
    outages: z.array(drawnOutage),
    /** There are more than a page holds. */
    isCut: z.boolean(),
    /** The address the words were taken for; null where they were taken as words. */
    address: z.string().nullable(),
  }),
});

export const countOpenOutages = defineRoute({
  id: 'outages.count-open-outages',
  method: 'GET',
  path: '/api/outages/count',
  access: 'public',
  summary: 'Сколько отключений идёт и сколько впереди',
  reply: z.object({
    running: z.number(),
    /** Not among the running: whether they are over was never said. */
    unconfirmed: z.number(),
    planned: z.number(),
  }),
});

/** How a place lies to an outage: a house or a whole street or a district of it; `near`: its street, the house unknown. */
export const coverages = ['house', 'street', 'district', 'near'] as const;
export type Coverage = (typeof coverages)[number];

export const findCoveringOutages = defineRoute({
  id: 'outages.find-covering',
  method: 'POST',
  path: '/api/outages/covering',
  access: 'public',
  summary: 'Отключения этого места и этой темы: идут или начнутся сегодня',
  readOnly: true,
  body: z.object({
    place: placeInput,
    /** What the resident has written; it is read for the topic and not kept. */
    text: personText().default(''),
    factId: z.string().max(100).optional(),
  }),
  reply: z.object({
    outages: z.array(
      drawnOutage.extend({
        coverage: z.enum(coverages),
        /** «14», the house of the place; null where it is not known. */
        house: z.string().nullable(),
        /** A signed-in resident stands with it already, from whatever device. */
        isJoined: z.boolean(),
      }),
    ),
  }),
});

const joining = z.object({
  /** Of the draft, made by the client; a signed-in resident is counted by themselves. */
  clientKey: z.uuid(),
});
const joined = z.object({ people: z.number(), isJoined: z.boolean() });

export const joinOutage = defineRoute({
  id: 'outages.join-outage',
  method: 'POST',
  path: '/api/outages/:id/join',
  access: 'public',
  summary: 'Присоединиться к отключению: считается один раз, анкеты нет',
  params: idParams,
  body: joining,
  reply: joined,
});

export const leaveOutage = defineRoute({
  id: 'outages.leave-outage',
  method: 'POST',
  path: '/api/outages/:id/leave',
  access: 'public',
  summary: 'Взять присоединение назад',
  params: idParams,
  body: joining,
  reply: joined,
});

/** A house of whose outages a resident gets letters. */
const home = z.object({ id: z.string(), label: z.string() });
const homes = z.object({
  homes: z.array(home),
  /** Where the letters go, masked; null = the account has no e-mail. */
  email: z.string().nullable(),
});
export type OutageHomes = z.infer<typeof homes>;

export const listOutageHomes = defineRoute({
  id: 'outages.list-homes',
  method: 'GET',
  path: '/api/outages/homes',
  access: 'resident',
  summary: 'Дома, об отключениях которых житель получает письма',
  reply: homes,
});

export const addOutageHome = defineRoute({
  id: 'outages.add-home',
  method: 'POST',
  path: '/api/outages/homes',
  access: 'resident',
  summary: 'Получать письма об отключениях дома',
  body: z.object({ address: personText(300).min(1, 'Впишите улицу и дом') }),
  reply: homes,
});

export const removeOutageHome = defineRoute({
  id: 'outages.remove-home',
  method: 'POST',
  path: '/api/outages/homes/remove',
  access: 'resident',
  summary: 'Больше не получать письма об отключениях дома',
  body: z.object({ id: z.uuid() }),
  reply: homes,
});
