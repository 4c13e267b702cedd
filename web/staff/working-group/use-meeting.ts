import { useQueryClient } from '@tanstack/react-query';
import type { Route } from '../../../shared/contract/route.ts';
import { getMeeting, type MeetingCard } from '../../../shared/contract/working-group-meetings.ts';
import { routeKey, useCommand } from '../../lib/query.ts';
import { showToast } from '../../lib/toast.ts';

/** A command whose reply is the meeting's card: it takes the place of the one shown. Without `words` it says nothing of success. */
export function useMeetingCommand<R extends Route>(
  route: R,
  options: { words?: string; onDone?: (card: MeetingCard) => void; isFormOpen?: boolean } = {},
) {
  const client = useQueryClient();
  return useCommand(route, {
    refreshes: ['working-group'],
    onDone: (reply) => {
      const card = reply as MeetingCard;
      client.setQueryData(routeKey(getMeeting, { params: { id: card.id } }), card);
      if (options.words) showToast(options.words);
      options.onDone?.(card);
    },
    onProblem: (problem) => {
      // A form tells its failures itself.
      if (!options.isFormOpen) showToast(problem.message, { tone: 'problem' });
    },
  });
}
