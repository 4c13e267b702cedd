import { z } from 'zod';
import { idParams } from '../base/person-fields.ts';
import { personText } from '../messages/cases.ts';
import { defineRoute } from '../route.ts';
import { actCard, appealOutcomes } from './moderation.ts';

/** What people do with a decision to take a comment off. */

const hide = { permission: 'moderation.hide' } as const;
const judge = { permission: 'moderation.judge' } as const;

const act = <const Id extends string, B extends z.ZodRawShape>(
  id: Id,
  path: string,
  access: typeof hide | typeof judge,
  summary: string,
  body: B,
) =>
  defineRoute({
    id,
    method: 'POST',
    path: `/api/moderation/acts/:id/${path}`,
    access,
    summary,
    params: idParams,
    body: z.object({ version: z.number().int(), ...body }),
    reply: actCard,
  });

export const lookSecond = act(
  'moderation.look-second',
  'second',
  judge,
  'Второй взгляд: согласиться убрать комментарий или оставить его',
  { agrees: z.boolean(), note: personText(500).default('') },
);

export const withdrawAct = act(
  'moderation.withdraw-act',
  'withdrawal',
  hide,
  'Передумать: комментарий остаётся на странице',
  { reason: personText(500).min(3, 'Напишите, почему комментарий остаётся') },
);

/** Of a deed whose end is not known, or that failed: a person has looked in the network. */
export const settleAct = act(
  'moderation.settle-act',
  'settling',
  hide,
  'Решить, чем кончилось в сети: сделано, повторить, или вернуть нельзя',
  { as: z.enum(['done', 'again', 'lost']) },
);

export const proveAct = act(
  'moderation.prove-act',
  'proof',
  hide,
  'Записать сделанное в сети рукой, с доказательством',
  {
    url: z.union([z.literal(''), z.url({ protocol: /^https?$/ }).max(1000)], 'Адрес: https://…').default(''),
    file: z
      .object({ fileId: z.uuid(), token: z.string().max(200).optional() })
      .nullable()
      .default(null),
  },
);

export const takeAppeal = act(
  'moderation.take-appeal',
  'appeal',
  hide,
  'Записать возражение автора, которое пришло не через портал',
  { words: personText(4000).min(3, 'Напишите, с чем автор не согласен') },
);

export const decideAppeal = act(
  'moderation.decide-appeal',
  'decision',
  judge,
  'Решить о возражении: оставить в силе или вернуть комментарий',
  {
    outcome: z.enum(appealOutcomes, 'Выберите решение'),
    answer: personText(1000).min(10, 'Объясните решение: это прочтёт автор'),
  },
);

export const settleNotice = defineRoute({
  id: 'moderation.settle-notice',
  method: 'POST',
  path: '/api/moderation/acts/:id/notices/:notice/settling',
  access: hide,
  summary: 'Решить, дошло ли уведомление: сказано, или сказать снова',
  params: idParams.extend({ notice: z.uuid() }),
  body: z.object({
    version: z.number().int(),
    as: z.enum(['said', 'again']),
    url: z.union([z.literal(''), z.url({ protocol: /^https?$/ }).max(1000)], 'Адрес: https://…').default(''),
  }),
  reply: actCard,
});
