import { useQueryClient } from '@tanstack/react-query';
import { type AssignmentCard, getAssignment } from '../../../../shared/contract/group/assignments.ts';
import type { Route } from '../../../../shared/contract/route.ts';
import { routeKey, useCommand } from '../../../lib/query.ts';
import { showToast } from '../../../lib/toast.ts';

/** A command whose reply is the card of an assignment: it takes the place of the one shown. */
export function useAssignmentCommand<R extends Route>(
  route: R,
  options: { words?: string; onDone?: (card: AssignmentCard) => void; isFormOpen?: boolean } = {},
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
    onProblem: (problem) => {
      // A form tells its failures itself.
      if (!options.isFormOpen) showToast(problem.message, { tone: 'problem' });
    },
  });
}
