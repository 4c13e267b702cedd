import { z } from 'zod';
import { idParams } from '../base/person-fields.ts';
import { can, instant } from '../paging.ts';
import { defineRoute } from '../route.ts';
import { saidOrNothing } from './questionnaire.ts';

/** Secret votes: the ballot that is signed unread, the sealed envelope, the opening of the box (decision 0052). */

const holdKey = { permission: 'ballots.hold-key' } as const;
export const base64url = z.string().regex(/^[A-Za-z0-9_-]+$/u, 'Не base64url');
const rsaKey = z.object({ n: base64url, e: base64url });
/** P-256. */
export const tallyKey = z.strictObject({
  kty: z.literal('EC'),
  crv: z.literal('P-256'),
  x: base64url.length(43),
  y: base64url.length(43),
});
export type TallyKey = z.infer<typeof tallyKey>;

export const voteStates = ['prepared', 'open', 'closed', 'opened'] as const;
export type VoteState = (typeof voteStates)[number];

/** Why an envelope held no ballot of the vote: not opened by the key; not signed by the city; the ballot of another envelope; not by the questions. */
export const spoiledKinds = ['unreadable', 'unsigned', 'repeated', 'mistaken'] as const;
export type SpoiledKind = (typeof spoiledKinds)[number];
const spoiled = z.partialRecord(z.enum(spoiledKinds), z.number().int().min(0));

const voteCard = z.object({
  state: z.enum(voteStates).nullable(),
  tally: z
    .object({
      key: tallyKey,
      /** Words of the key, for people to compare. */
      mark: z.string(),
      by: z.string(),
      at: instant,
    })
    .nullable(),
  /** Ballots that were taken, envelopes in the box, ballots found in it. */
  taken: z.number(),
  cast: z.number(),
  found: z.number(),
  spoiled: spoiled.nullable(),
  openedBy: z.string(),
  openedAt: instant.nullable(),
  /** `hold-key`: whoever asks may make the key and open the box; who wrote the vote may not. */
  can,
});
export type VoteCard = z.infer<typeof voteCard>;

export const readVote = defineRoute({
  id: 'ballots.read-vote',
  method: 'GET',
  path: '/api/ballots/:id',
  access: { permission: 'polls.read' },
  summary: 'Тайное голосование: ключ подсчёта, выданные бюллетени, конверты, вскрытие',
  params: idParams,
  reply: voteCard,
});

export const prepareVote = defineRoute({
  id: 'ballots.prepare-vote',
  method: 'PUT',
  path: '/api/ballots/:id/tally-key',
  access: holdKey,
  summary: 'Назвать открытую половину ключа подсчёта; вторую хранит человек, не система',
  params: idParams,
  body: z.object({ key: tallyKey }),
  reply: voteCard,
});

export const listEnvelopes = defineRoute({
  id: 'ballots.list-envelopes',
  method: 'GET',
  path: '/api/ballots/:id/envelopes',
  access: holdKey,
  summary: 'Конверты закрытого голосования в порядке их отпечатков, страницами',
  params: idParams,
  query: z.object({
    /** The receipt of the last one of the page before. */
    after: z.string().max(64).default(''),
  }),
  reply: z.object({ envelopes: z.array(z.string()), after: z.string().nullable() }),
});

/** Most characters of what was found in an envelope; what is longer is no ballot, and is not brought. */
export const longestOpened = { prefix: 100, text: 20_000, signature: 1000 };

/** As it was found: whatever a stranger's device put into an envelope. */
const openedBallot = z.object({
  prefix: z.string().max(longestOpened.prefix),
  text: z.string().max(longestOpened.text),
  signature: z.string().max(longestOpened.signature),
});

/** Most ballots of one request, and bytes they take written down. */
export const MOST_OPENED = 500;
export const MOST_OPENED_BYTES = 500_000;

export const bringBallots = defineRoute({
  id: 'ballots.bring-ballots',
  method: 'POST',
  path: '/api/ballots/:id/ballots',
  access: holdKey,
  summary: 'Принести бюллетени из вскрытых конвертов; те же второй раз не считаются',
  params: idParams,
  body: z.object({ ballots: z.array(openedBallot).max(MOST_OPENED) }),
  /** Those that are not of this vote, by their place in the request. */
  reply: z.object({ refused: z.array(z.object({ at: z.number(), why: z.enum(spoiledKinds) })) }),
});

export const endOpening = defineRoute({
  id: 'ballots.end-opening',
  method: 'POST',
  path: '/api/ballots/:id/opening',
  access: holdKey,
  summary: 'Завершить вскрытие: бюллетеней и недействительных столько, сколько конвертов',
  params: idParams,
  body: z.object({ spoiled }),
  reply: voteCard,
});

export const readBallotForm = defineRoute({
  id: 'ballots.read-form',
  method: 'GET',
  path: '/api/open/ballots/:id',
  access: 'public',
  summary: 'Ключи тайного голосования: ими устройство готовит бюллетень',
  params: idParams,
  reply: z.object({
    state: z.enum(voteStates),
    edition: z.number(),
    size: z.number(),
    entryKey: rsaKey,
    ballotKey: rsaKey,
    tallyKey,
  }),
});
export type BallotForm = z.infer<typeof readBallotForm.reply>;

export const takeBallot = defineRoute({
  id: 'ballots.take-ballot',
  method: 'POST',
  path: '/api/open/ballots/:id/papers',
  access: 'resident',
  summary: 'Получить бюллетень: город подписывает его, не видя; один на человека',
  params: idParams,
  body: z.object({
    said: saidOrNothing,
    /** Blinded: the pass to the box and the ballot itself. */
    entry: base64url.max(700),
    ballot: base64url.max(700),
  }),
  reply: z.object({ entry: base64url, ballot: base64url }),
});

/**
 * Why a ballot or an envelope is refused for good; stands in `details` of the refusal as `why`. `elsewhere`: the person has taken
 * another ballot; `spent`: another envelope came by this pass; `copied`: this envelope came by another pass.
 */
export const ballotRefusals = ['elsewhere', 'closed', 'spent', 'copied'] as const;
export type BallotRefusal = (typeof ballotRefusals)[number];

/** JWE in its compact form. */
const envelope = z.string().regex(/^[\w-]+\.\.[\w-]+\.[\w-]+\.[\w-]+$/u, 'Не конверт');

export const castBallot = defineRoute({
  id: 'ballots.cast-ballot',
  method: 'POST',
  path: '/api/open/ballots/:id/envelopes',
  access: 'public',
  summary: 'Опустить конверт: по пропуску, без имени',
  params: idParams,
  body: z.object({
    /** The pass as it was signed, and its signature. */
    entry: base64url.length(86),
    signature: base64url.max(700),
    envelope: envelope.max(100_000),
  }),
  reply: z.object({ receipt: z.string() }),
  raw: true,
});

export const downloadBallots = defineRoute({
  id: 'ballots.download-ballots',
  method: 'GET',
  path: '/api/open/ballots/:id/ballots.json',
  access: 'public',
  summary: 'Бюллетени, квитанции и ключи завершённого голосования: пересчитать может каждый',
  params: idParams,
  download: true,
  reply: z.unknown(),
});
