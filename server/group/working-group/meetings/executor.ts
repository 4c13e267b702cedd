import { findUnable } from '../../../base/identity/index.ts';
import type { Ctx } from '../../../lib/module/context.ts';

/** The right to receive an assignment. */
const RECEIVES = 'assignments.take-part';

const words = {
  unknown: 'такого сотрудника нет',
  closed: 'вход в систему закрыт',
  'no-role': 'нет роли, с которой получают поручения',
} as const;

/**
 * Why an assignment would not reach each of these people, in words that name them; who can receive one is not in the map. A decision
 * binds whom it names (chapter 3, clause 10): somebody it cannot reach executes nothing.
 */
export async function listUnreachable(
  ctx: Ctx,
  people: readonly { id: string; name: string }[],
): Promise<Map<string, string>> {
  const unable = await findUnable(
    ctx,
    people.map(({ id }) => id),
    RECEIVES,
  );
  return new Map(
    people.flatMap(({ id, name }) => {
      const one = unable.get(id);
      return one ? [[id, `${name || one.name}: ${words[one.why]}, поручение не дойдёт`] as const] : [];
    }),
  );
}
