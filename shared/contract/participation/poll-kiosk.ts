import { z } from 'zod';
import { idParams } from '../base/person-fields.ts';
import { instant } from '../paging.ts';
import { defineRoute } from '../route.ts';
import { base64url } from './ballots.ts';
import { personProof, pollPaper } from './poll-paper.ts';
import { answers, saidOrNothing } from './questionnaire.ts';

/** A kiosk at a place of a poll: a device of the commission, on which whoever came votes by a code that is good once (decision 0063). */

const keep = { permission: 'polls.keep' } as const;

export const openKiosk = defineRoute({
  id: 'polls.open-kiosk',
  method: 'POST',
  path: '/api/polls/places/:id/kiosks',
  access: keep,
  summary: 'Открыть киоск на участке: ссылка для его устройства, видна один раз',
  params: idParams,
  reply: z.object({
    /** Address of the page of this kiosk, with its key: told this once. */
    link: z.string(),
    paper: pollPaper,
  }),
});

export const closeKiosk = defineRoute({
  id: 'polls.close-kiosk',
  method: 'POST',
  path: '/api/polls/kiosks/:id/closing',
  access: keep,
  summary: 'Закрыть киоск: по его ссылке больше не голосуют',
  params: idParams,
  reply: pollPaper,
});

export const giveKioskCode = defineRoute({
  id: 'polls.give-kiosk-code',
  method: 'POST',
  path: '/api/polls/:id/kiosk-codes',
  access: keep,
  summary:
    'Отметить, что человек голосует на киоске, и дать ему код: один раз; вместо неиспользованного — новый',
  params: idParams,
  body: personProof.extend({ placeId: z.uuid() }),
  reply: z.object({
    /** Eight digits, told this once. */
    code: z.string(),
    /** It is good for at least so long. */
    minutes: z.number(),
    paper: pollPaper,
  }),
});

const params = z.object({ token: z.string().min(20).max(100) });
/** As a person types it: with or without a space. */
export const kioskCode = z
  .string()
  .transform((typed) => typed.replace(/\s/gu, ''))
  .pipe(z.string().regex(/^\d{8}$/u, 'Код — восемь цифр'));

export const readKiosk = defineRoute({
  id: 'polls.read-kiosk',
  method: 'GET',
  path: '/api/kiosks/:token',
  access: 'link',
  summary: 'Киоск по его ссылке: какой опрос и какой участок',
  params,
  reply: z.object({ pollId: z.string(), title: z.string(), place: z.string(), until: instant }),
});
export type Kiosk = z.infer<typeof readKiosk.reply>;

export const checkKioskCode = defineRoute({
  id: 'polls.check-kiosk-code',
  method: 'POST',
  path: '/api/kiosks/:token/code-checks',
  access: 'link',
  summary: 'Проверить код, прежде чем показать вопросы',
  readOnly: true,
  params,
  body: z.object({ code: kioskCode }),
  reply: z.object({ isGood: z.literal(true) }),
});

export const answerAtKiosk = defineRoute({
  id: 'polls.answer-at-kiosk',
  method: 'POST',
  path: '/api/kiosks/:token/answers',
  access: 'link',
  summary: 'Ответить на киоске по коду: один раз; ответ хранится отдельно от того, кто его дал',
  params,
  body: z.object({
    code: kioskCode,
    /** The same sent again is not a second one. */
    clientKey: z.uuid(),
    edition: z.number().int(),
    said: saidOrNothing,
    answers,
  }),
  reply: z.object({ isTaken: z.literal(true) }),
});

export const takeKioskBallot = defineRoute({
  id: 'ballots.take-kiosk-ballot',
  method: 'POST',
  path: '/api/kiosks/:token/papers',
  access: 'link',
  summary: 'Получить бюллетень тайного голосования на киоске по коду: город подписывает его, не видя',
  params,
  body: z.object({
    code: kioskCode,
    said: saidOrNothing,
    /** Blinded: the pass to the box and the ballot itself. */
    entry: base64url.max(700),
    ballot: base64url.max(700),
  }),
  reply: z.object({ entry: base64url, ballot: base64url }),
});
