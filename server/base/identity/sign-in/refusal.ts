import type { Ctx } from '../../../lib/module/context.ts';
import { runMutation, type Services } from '../../../lib/module/unit-of-work.ts';
import { sendLetter } from '../../outbox/index.ts';
import { listAdministrators } from '../people/administrators.ts';
import { type AttemptKeys, takeAlarm } from './attempts.ts';

type Step = 'password' | 'second-factor' | 'oidc';

/**
 * A sign-in that was refused goes to the journal, apart from the request that fails; so many that somebody guesses are told
 * to the person and to the administrators. `personId` null: nobody has the name that was tried.
 */
export async function noteRefusal(
  services: Services,
  ctx: Ctx,
  personId: string | null,
  step: Step,
  keys?: AttemptKeys,
): Promise<void> {
  const isBurst = keys !== undefined && (await takeAlarm(ctx, keys));
  if (personId === null && !isBurst) return;
  await runMutation(services, ctx, async (tx) => {
    const entry = { object: 'person', objectId: personId ?? 'unknown', data: { step } };
    if (personId !== null) tx.audit({ action: 'identity.sign-in-refused', ...entry });
    if (!isBurst) return;
    tx.audit({ action: 'identity.guessing', ...entry });
    await tellOfGuessing(tx, personId, step);
  });
}

const stepWords: Readonly<Record<Step, string>> = {
  password: 'пароль',
  'second-factor': 'код второго шага',
  oidc: 'вход другой системы',
};

async function tellOfGuessing(ctx: Ctx, personId: string | null, step: Step): Promise<void> {
  const person = personId
    ? await ctx.db
        .selectFrom('identity.person')
        .select(['short_name', 'staff_email'])
        .where('id', '=', personId)
        .executeTakeFirst()
    : undefined;
  const whose = person ? `«${person.short_name}»` : 'сотрудников';
  const text =
    `Отклик: за час много неверных попыток войти под именем ${whose} (${stepWords[step]}). Вход не закрыт: попытки замедлены, ` +
    'тот, кто входил со своего компьютера раньше, входит как обычно. ';
  const administrators = await listAdministrators(ctx);
  for (const { email } of administrators)
    await tell(
      ctx,
      email,
      `${text}Откуда пробовали — в журнале; длинный пароль и второй шаг защищают от подбора.`,
    );
  const own = person?.staff_email;
  if (own && administrators.every(({ email }) => email !== own))
    await tell(
      ctx,
      own,
      `${text}Если это были не вы, смените пароль и включите второй шаг в «Безопасности».`,
    );
}

const tell = (ctx: Ctx, recipient: string, text: string) =>
  sendLetter(ctx, {
    channel: 'email',
    recipient,
    subject: 'Отклик: кто-то подбирает вход',
    text,
    purpose: 'sign-in-alarm',
  });
