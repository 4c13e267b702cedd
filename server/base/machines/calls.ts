import type { Route } from '../../../shared/contract/route.ts';
import { cityDay } from '../../lib/city.ts';
import type { MachineActor } from '../../lib/module/context.ts';
import { runMutation, type Services } from '../../lib/module/unit-of-work.ts';
import { bookOf } from './known-keys.ts';

/**
 * Keeps in the journal what a program asked for: the first call of each route a day. What it changes is recorded by itself, as
 * everybody's changes are.
 */
export async function recordCall(
  services: Services,
  actor: MachineActor,
  route: Pick<Route, 'id'>,
  caller: { requestId: string; ip: string },
): Promise<void> {
  const { told } = bookOf(services);
  const day = cityDay(services.config, services.now());
  const mark = `${actor.id} ${route.id} ${day}`;
  if (told.has(mark)) return;
  for (const old of told) if (!old.endsWith(day)) told.delete(old);
  told.add(mark);
  try {
    await runMutation(services, { actor, ...caller }, async (ctx) =>
      ctx.audit({
        action: 'machines.called',
        object: 'machine-key',
        objectId: actor.id,
        data: { route: route.id },
      }),
    );
  } catch (error) {
    // Not in the journal: the next call is the first.
    told.delete(mark);
    throw error;
  }
}
