import { type Actor, actorRef, type Ctx } from '../../../lib/module/context.ts';

export interface TimelineEntry {
  caseId: string;
  /** `registered`, `status`, `note`, `answer`, `question`, `comment`, `photo`, `field`, `joined`, `rating`, `link`… */
  kind: string;
  visibility: 'public' | 'resident' | 'staff';
  text?: string;
  data?: Record<string, unknown>;
  /** Shown instead of the actor's own name (a resident is «Житель»). */
  actorName?: string;
}

/** How an actor is named in a timeline: staff by name, residents never. */
export function namedActor(actor: Actor): string {
  switch (actor.kind) {
    case 'staff':
    case 'link':
      return actor.name;
    case 'system':
      return 'Отклик';
    default:
      return 'Житель';
  }
}

/** Appends lines to the case's timeline, in one statement. */
export async function addEvents(ctx: Ctx, entries: TimelineEntry[]): Promise<void> {
  if (entries.length === 0) return;
  await ctx.db
    .insertInto('cases.event')
    .values(
      entries.map((entry) => ({
        case_id: entry.caseId,
        at: ctx.now,
        kind: entry.kind,
        visibility: entry.visibility,
        actor: actorRef(ctx.actor),
        actor_name: entry.actorName ?? namedActor(ctx.actor),
        text: entry.text ?? null,
        data: JSON.stringify(entry.data ?? {}),
      })),
    )
    .execute();
}
