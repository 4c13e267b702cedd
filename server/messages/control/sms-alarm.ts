import type { z } from 'zod';
import { listStaffRecipients } from '../../base/identity/index.ts';
import { sendLetters, type smsBudgetAlarm } from '../../base/outbox/index.ts';
import { cityDay } from '../../lib/city.ts';
import type { Ctx } from '../../lib/module/context.ts';

type Alarm = z.output<(typeof smsBudgetAlarm)['payload']>;

const shareWords = { codes: 'кодов входа', notices: 'писем жителям' } as const;
const spanWords = { hour: 'за час', day: 'за сутки' } as const;

/** Tells administrators that SMS run out: they see why people get no codes, and raise the budget or find who floods. */
export async function tellSmsAlarm(ctx: Ctx, { share, level, span, used, limit }: Alarm): Promise<void> {
  const staff = await listStaffRecipients(ctx.db, cityDay(ctx.config, ctx.now));
  const admins = [...staff.values()].filter(({ grants }) => grants.some(({ role }) => role === 'admin'));
  const what = level === 'spent' ? 'закончились' : 'подходят к концу';
  const then =
    share === 'codes'
      ? 'Кому код не ушёл, тому предложена почта.'
      : 'Письма в SMS ждут, пока освободится место; коды входа идут своей долей.';
  await sendLetters(
    ctx,
    admins.map(({ email }) => ({
      channel: 'email' as const,
      recipient: email,
      subject: `SMS для ${shareWords[share]} ${what}`,
      text: `SMS для ${shareWords[share]} ${what}: ${used} из ${limit} ${spanWords[span]}. ${then} Лимиты — в «Отправке писем», SMS: ${ctx.config.publicUrl}/staff/letters`,
      purpose: 'sms-budget' as const,
    })),
  );
}
