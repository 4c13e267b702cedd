import { randomUUID } from 'node:crypto';
import type { Known } from '../bad-input/sample.ts';

type Put = (table: string, row: Record<string, unknown>) => Promise<unknown>;

/** A saved view of a person with their subscription to it, as each route of it takes it on. */
export function ownHeatViews(put: Put): Record<string, (ownerId: string) => Promise<Known>> {
  const make =
    (isDeleted = false) =>
    async (owner_id: string): Promise<Known> => {
      const id = randomUUID();
      const at = new Date('2026-11-20T09:00:00Z');
      await put('heat_views.view', {
        id,
        owner_id,
        title: 'Мои районы',
        created_at: at,
        deleted_at: isDeleted ? at : null,
        content: JSON.stringify({ screen: 'matrix', query: { measure: 'open' } }),
        period: JSON.stringify({ kind: 'last-week' }),
      });
      await put('heat_views.subscription', {
        id: randomUUID(),
        view_id: id,
        person_id: owner_id,
        rhythm: 'weekly',
        weekday: 0,
        month_day: 1,
        hour: 9,
        workdays_only: true,
        file: 'none',
        created_at: at,
      });
      return { id };
    };
  return {
    ...Object.fromEntries(
      ['rename-view', 'share-view', 'delete-view', 'subscribe', 'pause-subscription', 'unsubscribe'].map(
        (verb) => [`heat-views.${verb}`, make()],
      ),
    ),
    'heat-views.restore-view': make(true),
  };
}
