import type { Ctx } from '../../lib/context.ts';
import { runMutation, type Services } from '../../lib/unit-of-work.ts';
import { type AttemptKeys, isLocked } from './attempts.ts';

/** A sign-in of a known person that was refused goes to the journal, apart from the request that fails. */
export async function noteRefusal(
  services: Services,
  ctx: Ctx,
  personId: string,
  step: 'password' | 'second-factor' | 'oidc',
  keys?: AttemptKeys,
): Promise<void> {
  const isOver = keys !== undefined && (await isLocked(ctx, keys));
  await runMutation(services, ctx, async (tx) => {
    const entry = { object: 'person', objectId: personId, data: { step } };
    tx.audit({ action: 'identity.sign-in-refused', ...entry });
    if (isOver) tx.audit({ action: 'identity.locked-out', ...entry });
  });
}
