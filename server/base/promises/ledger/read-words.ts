import type { PromiseKind } from '../../../../shared/contract/base/promises.ts';
import type { Ctx } from '../../../lib/module/context.ts';
import { type LedgerWords, promiseSource } from '../source.ts';

interface Named {
  kind: PromiseKind;
  id: string;
}

/** Words of some promises, each system asked once; undefined of one that is public no more. */
export async function wordsOfPromises(
  ctx: Ctx,
  named: readonly Named[],
): Promise<(one: Named) => LedgerWords | undefined> {
  const told = new Map<string, LedgerWords>();
  for (const { kind, words } of ctx.ports.list(promiseSource)) {
    const ids = named.filter((one) => one.kind === kind).map(({ id }) => id);
    if (ids.length === 0) continue;
    for (const [id, found] of await words(ctx, ids)) told.set(`${kind}:${id}`, found);
  }
  return ({ kind, id }) => told.get(`${kind}:${id}`);
}
