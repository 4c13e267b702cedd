import { randomUUID } from 'node:crypto';
import { signValue } from '../../server/lib/seal/sealed.ts';
import type { Around, Things } from './thing-kit.ts';

/** A saved view of the heat map and its owner's letters, in the state from which a route takes it on. */
const view =
  ({ isDeleted = false } = {}) =>
  ({ chairId, server }: Around): Things => {
    const [id, subscription, key] = [randomUUID(), randomUUID(), randomUUID()];
    const at = '2026-11-20T09:00:00Z';
    const token = `${subscription}.${signValue(server.app.services.config, 'heat-view-letter', subscription)}`;
    return {
      known: { id, key, token },
      rows: [
        {
          table: 'heat_views.view' as const,
          row: {
            id,
            owner_id: chairId,
            title: 'Мои районы',
            link_key: key,
            created_at: at,
            content: JSON.stringify({ screen: 'matrix', query: { measure: 'open' } }),
            period: JSON.stringify({ kind: 'last-week' }),
            deleted_at: isDeleted ? at : null,
          },
        },
        {
          table: 'heat_views.subscription' as const,
          row: {
            id: subscription,
            view_id: id,
            person_id: chairId,
            rhythm: 'weekly',
            weekday: 0,
            month_day: 1,
            hour: 9,
            workdays_only: true,
            file: 'none',
            created_at: at,
          },
        },
      ],
    };
  };

/** What routes of saved views act on. */
export const heatViewMakers: Record<string, (around: Around) => Things> = {
  ...Object.fromEntries(
    [
      'rename-view',
      'share-view',
      'delete-view',
      'open-view',
      'subscribe',
      'pause-subscription',
      'unsubscribe',
      'read-letter',
      'change-letter',
    ].map((verb) => [`heat-views.${verb}`, view()]),
  ),
  'heat-views.restore-view': view({ isDeleted: true }),
};
