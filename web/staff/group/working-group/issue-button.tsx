import { Link, type LinkProps } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { listAssignments } from '../../../../shared/contract/group/assignments.ts';
import { issueDecisions } from '../../../../shared/contract/group/assignments-moves.ts';
import type { MeetingCard } from '../../../../shared/contract/group/working-group-meetings.ts';
import { counted } from '../../../../shared/text/plural.ts';
import { useCommand } from '../../../lib/commands/use-command.ts';
import { useRoute } from '../../../lib/query.ts';
import { usePermission } from '../../../lib/session.ts';
import { showToast } from '../../../lib/toast.ts';
import { Button } from '../../../ui/button.tsx';

/** Decisions of a meeting that is over come into force as assignments; then it says how they stand. */
export function IssueButton({ card }: { card: MeetingCard }): ReactNode {
  const mayControl = usePermission('assignments.control');
  const isOver = card.endedAt !== null;
  const bound = card.agenda
    .flatMap(({ decisions }) => decisions)
    .filter(({ responsibleId }) => responsibleId);
  const issued = useRoute(
    listAssignments,
    { query: { meeting: card.id, view: 'all', limit: 1 } },
    { enabled: isOver && bound.length > 0 },
  );
  const issue = useCommand(issueDecisions, {
    refreshes: ['assignments'],
    onDone: ({ issued: numbers }) =>
      showToast(`Выдано: ${counted(numbers.length, 'поручение', 'поручения', 'поручений')}`),
  });
  if (!isOver || bound.length === 0 || !issued.data) return null;
  const { all, done } = issued.data.counts;
  return (
    <>
      {mayControl && all < bound.length && (
        <Button
          kind="primary"
          busy={issue.isPending}
          onClick={() => issue.mutate({ params: { id: card.id } })}
        >
          Выдать поручения: {bound.length - all}
        </Button>
      )}
      {all > 0 && (
        <Link
          {...({
            to: '/staff/assignments',
            search: { meeting: card.id, view: 'all' },
          } as unknown as LinkProps)}
        >
          Поручения заседания: {all}, исполнено и снято {done}
        </Link>
      )}
    </>
  );
}
