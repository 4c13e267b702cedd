import type { Ctx } from '../../../lib/module/context.ts';
import { insertGrant } from '../people/grant.ts';
import { sendPasswordLink } from './password.ts';
import { insertPerson } from './person.ts';

/** Sees cases and figures without personal data, and the journal. */
const onlookerRoles = ['observer', 'privacy-officer'] as const;

/**
 * Somebody who looks at a city out of a copy (`OTKLIK_AS_OF`): a person of that copy alone, gone with it. Returns the path of a one-time
 * link for a password.
 */
export async function admitOnlooker(ctx: Ctx): Promise<string> {
  const id = await insertPerson(ctx, {
    surname: 'Проверяющий',
    givenName: '',
    email: `onlooker-${ctx.now.getTime()}@otklik.invalid`,
  });
  for (const role of onlookerRoles) await insertGrant(ctx, id, { role });
  return (await sendPasswordLink(ctx, { params: { id } })).link;
}
