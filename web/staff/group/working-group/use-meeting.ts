import { useQueryClient } from '@tanstack/react-query';
import { getMeeting, type MeetingCard } from '../../../../shared/contract/group/working-group-meetings.ts';
import type { Route } from '../../../../shared/contract/route.ts';
import { useCommand } from '../../../lib/commands/use-command.ts';
import { routeKey } from '../../../lib/query.ts';
import { showToast } from '../../../lib/toast.ts';
import { noteOwnVersion, withOwnVersion } from './own-versions.ts';

/**
 * A command whose reply is the meeting's card: it takes the place of the one shown. Presses go one after another, so that two
 * in a row never tell each other of «another person». Without `words` it says nothing of success.
 */
export function useMeetingCommand<R extends Route>(
  route: R,
  options: { words?: string; onDone?: (card: MeetingCard) => void } = {},
) {
  const client = useQueryClient();
  return useCommand(route, {
    refreshes: ['working-group'],
    queue: 'working-group.meeting',
    prepare: withOwnVersion,
    onDone: (reply, input) => {
      const card = reply as MeetingCard;
      noteOwnVersion(withOwnVersion(input), card.version);
      client.setQueryData(routeKey(getMeeting, { params: { id: card.id } }), card);
      if (options.words) showToast(options.words);
      options.onDone?.(card);
    },
  });
}
