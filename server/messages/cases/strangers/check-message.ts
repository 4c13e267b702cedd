import type {
  checkMessage as checkMessageRoute,
  sendMessageLink as sendMessageLinkRoute,
} from '../../../../shared/contract/messages/cases-check.ts';
import type { HandlerInput, RouteReplyInput } from '../../../../shared/contract/route.ts';
import { normaliseEmail, normalisePhone } from '../../../base/identity/index.ts';
import { sendLetters } from '../../../base/outbox/index.ts';
import { AppError } from '../../../lib/errors.ts';
import type { Ctx } from '../../../lib/module/context.ts';
import { trackPath } from '../core/tracking.ts';
import { readProgress } from './message-page.ts';

type Check = typeof checkMessageRoute;
type SendLink = typeof sendMessageLinkRoute;

interface Found {
  id: string;
  case_id: string;
  phone: string | null;
  email: string | null;
}

/**
 * The contact of that case with this phone or e-mail. A wrong number and a wrong contact are one refusal: nobody learns
 * which of the two it was.
 */
async function findContact(ctx: Ctx, asked: { number: string; contact: string }): Promise<Found> {
  const isEmail = asked.contact.includes('@');
  const [phone, email] = isEmail
    ? [null, normaliseEmail(asked.contact)]
    : [normalisePhone(asked.contact), null];
  if (!phone && !email)
    throw new AppError('lib.bad-input', 'Впишите телефон или e-mail, который оставляли.', {
      fields: { contact: 'Телефон из 10 цифр после +7 или адрес вида name@example.ru' },
    });
  const found = await ctx.db
    .selectFrom('cases.contact')
    .innerJoin('cases.case_file', 'cases.case_file.id', 'cases.contact.case_id')
    .select(['cases.contact.id', 'case_id', 'phone', 'email'])
    .where('number', '=', asked.number)
    .where(phone ? 'phone' : 'email', '=', phone ?? email)
    .orderBy('is_joiner')
    .orderBy('cases.contact.id')
    .executeTakeFirst();
  if (found) return found;
  throw new AppError(
    'cases.not-found',
    'Сообщения с таким номером и контактом нет. Сверьте номер с SMS или письмом; контакт — тот, который оставляли.',
  );
}

/** Route: how a message goes, for who knows its number and contact. */
export async function checkMessage(ctx: Ctx, { body }: HandlerInput<Check>): Promise<RouteReplyInput<Check>> {
  await findContact(ctx, body);
  return readProgress(ctx, body.number);
}

/** Route: the private link again, to the very contact: whoever asks learns nothing by it. */
export async function sendMessageLink(
  ctx: Ctx,
  { body }: HandlerInput<SendLink>,
): Promise<RouteReplyInput<SendLink>> {
  const { id, case_id: caseId, ...stored } = await findContact(ctx, body);
  const isEmail = body.contact.includes('@');
  const what = `сообщение № ${body.number}`;
  const link = `${ctx.config.publicUrl}${trackPath(body.number, id)}`;
  const place = isEmail
    ? { channel: 'email' as const, recipient: stored.email! }
    : { channel: 'sms' as const, recipient: stored.phone! };
  await sendLetters(ctx, [
    {
      ...place,
      caseId,
      subject: `Ссылка на ${what}`,
      text: `Вы попросили ссылку на ${what}: ${link}`,
      purpose: 'case-link',
    },
  ]);
  return { sentTo: isEmail ? 'email' : 'sms' };
}
