import { z } from 'zod';
import { id, idParams } from '../base/person-fields.ts';
import { personText } from '../messages/cases.ts';
import { instant, isoDate, saidInstant } from '../paging.ts';
import { defineRoute } from '../route.ts';
import { ideaKinds, preflightNote, publicationCalendar, publicationCard } from './publications.ts';
import { factNote } from './publications-facts.ts';

/** What is done with publications of official pages. */

const keep = { permission: 'publications.keep' } as const;
const approve = { permission: 'publications.approve' } as const;
const seen = { version: z.number().int() };

/** The longest text any network takes is shorter. */
const LONGEST = 20_000;

const fields = {
  text: personText(LONGEST).default(''),
  risk: z.string().trim().min(1, 'Выберите, насколько это чувствительно').max(40),
  brief: personText(2000).default(''),
  pictures: z
    .array(
      z.object({
        fileId: z.uuid(),
        /** Of one that was just sent; absent of one that is in the piece, or of a case. */
        token: z.string().min(1).max(200).optional(),
        alt: personText(500).default(''),
      }),
    )
    .max(20, 'Не больше двадцати картинок')
    .default([]),
  variants: z
    .array(
      z.object({
        pageId: id,
        ownText: personText(LONGEST).nullable().default(null),
        dueAt: saidInstant,
      }),
    )
    .max(100)
    .default([]),
};

export const createPublication = defineRoute({
  id: 'publications.create-publication',
  method: 'POST',
  path: '/api/publications',
  access: keep,
  summary: 'Начать публикацию: текст, страницы, время, картинки',
  body: z.object(fields),
  reply: publicationCard,
});

export const beginFromSource = defineRoute({
  id: 'publications.begin-from-source',
  method: 'POST',
  path: '/api/publications/from-source',
  access: keep,
  summary:
    '«Вы сообщили — мы сделали»: черновик по решённому делу или массовой проблеме, с фото до и после, без личного',
  body: z.object({
    kind: z.enum(ideaKinds),
    id,
    /** Pages it is for; none = chosen later. */
    pageIds: z.array(id).max(100).default([]),
    dueAt: saidInstant.nullable().default(null),
    /** Photos before and after as one picture with captions, or as they are. */
    pictures: z.enum(['card', 'photos']).default('card'),
  }),
  reply: publicationCard,
});

export const changePublication = defineRoute({
  id: 'publications.change-publication',
  method: 'PATCH',
  path: '/api/publications/:id',
  access: keep,
  summary: 'Поправить черновик или возвращённое; согласованное прежде отзывают',
  params: idParams,
  body: z.object({ ...seen, ...fields }),
  reply: publicationCard,
});

export const checkPublication = defineRoute({
  id: 'publications.check-publication',
  method: 'POST',
  path: '/api/publications/check',
  access: keep,
  readOnly: true,
  summary: 'Проверить до отправки: примет ли каждая сеть, хватит ли описаний, не тихие ли часы',
  body: z.object(fields),
  reply: z.object({ notes: z.array(preflightNote), facts: z.array(factNote) }),
});

export const copyPublication = defineRoute({
  id: 'publications.copy-publication',
  method: 'POST',
  path: '/api/publications/:id/copy',
  access: keep,
  summary:
    'Начать похожую: текст, картинки и страницы прежней, время — через целые недели; ничего не выходит само',
  params: idParams,
  reply: publicationCard,
});

export const submitPublication = defineRoute({
  id: 'publications.submit-publication',
  method: 'POST',
  path: '/api/publications/:id/submit',
  access: keep,
  summary: 'На согласование',
  params: idParams,
  body: z.object(seen),
  reply: publicationCard,
});

export const recallPublication = defineRoute({
  id: 'publications.recall-publication',
  method: 'POST',
  path: '/api/publications/:id/recall',
  access: keep,
  summary: 'Вернуть себе: с согласования, или согласованное, что ещё нигде не вышло',
  params: idParams,
  body: z.object(seen),
  reply: publicationCard,
});

export const cancelPublication = defineRoute({
  id: 'publications.cancel-publication',
  method: 'POST',
  path: '/api/publications/:id/cancel',
  access: keep,
  summary: 'Не выйдет: с причиной; вышедшее только снимают',
  params: idParams,
  body: z.object({ ...seen, reason: personText(300).min(3, 'Напишите, почему не выйдет') }),
  reply: publicationCard,
});

export const approvePublication = defineRoute({
  id: 'publications.approve-publication',
  method: 'POST',
  path: '/api/publications/:id/approve',
  access: approve,
  summary: 'Согласовать: своё не согласуют',
  params: idParams,
  body: z.object({
    ...seen,
    /** Why it may go out though its days differ from what was said before. */
    despite: personText(300).default(''),
  }),
  reply: publicationCard,
});

export const returnPublication = defineRoute({
  id: 'publications.return-publication',
  method: 'POST',
  path: '/api/publications/:id/return',
  access: approve,
  summary: 'Вернуть на доработку со словами',
  params: idParams,
  body: z.object({ ...seen, reason: personText(500).min(3, 'Напишите, что поправить') }),
  reply: publicationCard,
});

export const publishUrgently = defineRoute({
  id: 'publications.publish-urgently',
  method: 'POST',
  path: '/api/publications/:id/urgent',
  access: keep,
  summary: 'Выпустить срочно без согласования: с причиной; другой проверит в течение рабочего дня',
  params: idParams,
  body: z.object({ ...seen, reason: personText(300).min(5, 'Напишите, почему нельзя ждать') }),
  reply: publicationCard,
});

export const reviewUrgent = defineRoute({
  id: 'publications.review-urgent',
  method: 'POST',
  path: '/api/publications/:id/review',
  access: approve,
  summary: 'Срочное проверено: другим человеком',
  params: idParams,
  body: z.object(seen),
  reply: publicationCard,
});

export const saveQuietDay = defineRoute({
  id: 'publications.save-quiet-day',
  method: 'PUT',
  path: '/api/publications/quiet-days/:day',
  access: approve,
  summary: 'День тишины: траур, происшествие; пустая причина — день снова обычный',
  params: z.object({ day: isoDate }),
  body: z.object({ reason: personText(200).default('') }),
  reply: publicationCalendar,
});

/** What the public reads of a correction: shown beside the page's posts. */
export const listCorrections = defineRoute({
  id: 'publications.list-corrections',
  method: 'GET',
  path: '/api/open/corrections',
  access: 'public',
  summary: 'Что исправлено и снято на официальных страницах и почему: до ста последних',
  reply: z.object({
    corrections: z.array(
      z.object({
        id: z.string(),
        kind: z.enum(['correct', 'withdraw']),
        page: z.string(),
        url: z.string(),
        reason: z.string(),
        at: instant,
      }),
    ),
  }),
});
