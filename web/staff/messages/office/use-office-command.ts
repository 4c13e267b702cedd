import { useQueryClient } from '@tanstack/react-query';
import { type AppealCard, getAppeal } from '../../../../shared/contract/messages/office.ts';
import { signDocument } from '../../../../shared/contract/messages/office-documents.ts';
import type { Route } from '../../../../shared/contract/route.ts';
import { useCommand } from '../../../lib/commands/use-command.ts';
import { routeKey } from '../../../lib/query.ts';
import { showToast } from '../../../lib/toast.ts';

/** A command of the office whose reply is the card: it takes the place of the one shown. */
export function useOfficeCommand<R extends Route>(route: R, done: string, onDone?: () => void) {
  const client = useQueryClient();
  return useCommand(route, {
    refreshes: ['office'],
    mustReread: route.id === signDocument.id,
    onDone: (reply) => {
      const card = reply as AppealCard;
      client.setQueryData(routeKey(getAppeal, { params: { number: card.caseNumber } }), card);
      showToast(done);
      onDone?.();
    },
  });
}
