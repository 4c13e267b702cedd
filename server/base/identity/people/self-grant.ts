import { AppError } from '../../../lib/errors.ts';
import { type Ctx, isStaff } from '../../../lib/module/context.ts';
import { sendLetter } from '../../outbox/index.ts';
import { listAdministrators } from './administrators.ts';
import { findRole, rolesWith, roleTitle } from './roles.ts';

/** What opens names, contacts and words of residents. */
const personal: readonly string[] = [
  'cases.read',
  'cases.reveal',
  'office.read',
  'audit.read',
  'outbox.read',
];

const opensPersonalData = (role: string): boolean =>
  findRole(role)?.permissions.some((permission) => personal.includes(permission)) ?? false;

/** Whether the caller gives themselves a role that opens personal data (decision 0022). */
export const isSelfGrant = (ctx: Pick<Ctx, 'actor'>, personId: string, role: string): boolean =>
  isStaff(ctx.actor) && ctx.actor.id === personId && opensPersonalData(role);

/** Access to personal data is given by another administrator, where there is one. */
export async function requireSecondPerson(ctx: Ctx, personId: string): Promise<void> {
  const others = (await listAdministrators(ctx)).filter(({ id }) => id !== personId);
  if (others.length === 0) return;
  throw new AppError(
    'lib.forbidden',
    'Роль с доступом к персональным данным себе не дают: попросите другого администратора.',
  );
}

/** The only administrator may, or a small town could not begin; then it stands out: in the journal, and in a letter to whoever answers for personal data. */
export async function tellOfSelfGrant(ctx: Ctx, personId: string, role: string): Promise<void> {
  ctx.audit({
    action: 'identity.role-granted-to-self',
    object: 'person',
    objectId: personId,
    data: { role, roleTitle: roleTitle(role) },
  });
  const readers = await ctx.db
    .selectFrom('identity.role_grant as held')
    .innerJoin('identity.person as person', 'person.id', 'held.person_id')
    .select('person.staff_email as email')
    .distinct()
    .where('held.role', 'in', [...rolesWith('audit.read')])
    .where('held.revoked_at', 'is', null)
    .where('person.is_active', '=', true)
    .execute();
  const name = isStaff(ctx.actor) ? ctx.actor.name : '';
  for (const { email } of readers)
    if (email)
      await sendLetter(ctx, {
        channel: 'email',
        recipient: email,
        subject: 'Отклик: администратор дал роль себе',
        text:
          `${name} дал себе роль «${roleTitle(role)}», она открывает персональные данные. Второго администратора нет, поэтому Отклик ` +
          'не отказал. Проверьте в «Журнале», нужна ли роль; отозвать её можно в «Людях и ролях».',
        purpose: 'self-grant',
      });
}
