import { useQueryClient } from '@tanstack/react-query';
import {
  type AssignmentCard,
  type BoardView,
  getAssignment,
  listAssignments,
} from '../../../../shared/contract/group/assignments.ts';
import type { Route } from '../../../../shared/contract/route.ts';
import { useCommand } from '../../../lib/commands/use-command.ts';
import { routeKey, useRoute } from '../../../lib/query.ts';
import { showToast } from '../../../lib/toast.ts';
import type { Waiting } from '../../base/parts/amount.tsx';

/** A command whose reply is the card of an assignment: it takes the place of the one shown. */
export function useAssignmentCommand<R extends Route>(
  route: R,
  options: { words?: string; onDone?: (card: AssignmentCard) => void } = {},
) {
  const client = useQueryClient();
  return useCommand(route, {
    refreshes: ['assignments', 'cases'],
    onDone: (reply) => {
      const card = reply as AssignmentCard;
      client.setQueryData(routeKey(getAssignment, { params: { id: card.id } }), card);
      if (options.words) showToast(options.words);
      options.onDone?.(card);
    },
  });
}

/** What of the person's own assignments waits for them: late ones, else those not yet seen and those sent back. */
export function weighOwnAssignments(counts: Readonly<Record<BoardView, number>>): Waiting {
  if (counts.overdue > 0) return { value: counts.overdue, tone: 'danger' };
  return { value: counts.unacknowledged + counts.returned };
}

/** How much waits, beside «Поручения». */
export function useAssignmentCount(): Waiting | undefined {
  const { data } = useRoute(listAssignments, { query: { mine: 'yes', limit: 1 } }, { refreshEvery: 300_000 });
  return data && weighOwnAssignments(data.counts);
}
