import { type ReactNode, useState } from 'react';
import { listAssignments } from '../../../../shared/contract/group/assignments.ts';
import {
  issueDecisions,
  issueToSuccessor,
  listUnissued,
  type UnissuedDecision,
} from '../../../../shared/contract/group/assignments-moves.ts';
import type { MeetingCard } from '../../../../shared/contract/group/working-group-meetings.ts';
import { counted } from '../../../../shared/text/plural.ts';
import { useCommand } from '../../../lib/commands/use-command.ts';
import { useRoute } from '../../../lib/query.ts';
import { usePermission } from '../../../lib/session.ts';
import { showToast } from '../../../lib/toast.ts';
import { Button } from '../../../ui/button.tsx';
import { Mark } from '../../../ui/mark.tsx';
import { PageLink } from '../../../ui/page-link.tsx';
import { SuccessorDialog } from '../assignments/successor-dialog.tsx';

/** Accepted decisions of a meeting that is over come into force as assignments; then it says how they stand, and what is in the way. */
export function IssuePart({ card }: { card: MeetingCard }): ReactNode {
  const mayControl = usePermission('assignments.control');
  const isBinding = card.agenda.some(({ decisions }) =>
    decisions.some(
      ({ responsibleId, cancels, outcome }) => (responsibleId || cancels) && outcome === 'accepted',
    ),
  );
  if (card.endedAt === null || !isBinding) return null;
  return (
    <>
      {mayControl && <Waiting card={card} />}
      <Given meetingId={card.id} />
    </>
  );
}

function Given({ meetingId }: { meetingId: string }): ReactNode {
  const issued = useRoute(listAssignments, { query: { meeting: meetingId, view: 'all', limit: 1 } });
  if (!issued.data || issued.data.counts.all === 0) return null;
  const { all, done } = issued.data.counts;
  return (
    <PageLink to="/staff/assignments" search={{ meeting: meetingId, view: 'all' }}>
      Поручения заседания: {all}, исполнено и снято {done}
    </PageLink>
  );
}

/** What has no assignment yet: a button for what may be given, a line and a successor for what cannot reach anybody. */
function Waiting({ card }: { card: MeetingCard }): ReactNode {
  const [succeeding, setSucceeding] = useState<UnissuedDecision | null>(null);
  const unissued = useRoute(listUnissued, { params: { id: card.id } });
  const issue = useCommand(issueDecisions, {
    refreshes: ['assignments'],
    onDone: ({ issued, cancelled, failed }) =>
      showToast(
        [
          `Выдано: ${counted(issued.length, 'поручение', 'поручения', 'поручений')}`,
          cancelled.length > 0 && `снято: ${cancelled.join(', ')}`,
          failed.length > 0 && `не выдано: ${failed.map(({ number }) => `п. ${number}`).join(', ')}`,
        ]
          .filter(Boolean)
          .join('; '),
      ),
  });
  const waiting = unissued.data?.decisions ?? [];
  const free = waiting.filter(({ why }) => why === null);
  return (
    <>
      {free.length > 0 && (
        <Button
          kind="primary"
          busy={issue.isPending}
          onClick={() => issue.mutate({ params: { id: card.id } })}
        >
          Выдать поручения: {free.length}
        </Button>
      )}
      {waiting.map((one) =>
        one.why ? (
          <p key={one.decisionId}>
            <Mark tone="warning">Поручение по п. {one.number} не выдано</Mark> {one.why}{' '}
            <Button kind="quiet" onClick={() => setSucceeding(one)}>
              Назвать преемника<span className="aloud"> по пункту {one.number}</span>
            </Button>
          </p>
        ) : null,
      )}
      {succeeding && <Succeed decision={succeeding} onClose={() => setSucceeding(null)} />}
    </>
  );
}

function Succeed({ decision, onClose }: { decision: UnissuedDecision; onClose: () => void }): ReactNode {
  const issue = useCommand(issueToSuccessor, {
    refreshes: ['assignments'],
    onDone: ({ number }) => {
      showToast(`Выдано поручение ${number}`);
      onClose();
    },
  });
  return (
    <SuccessorDialog
      of={decision.responsible}
      except={decision.responsibleId}
      command={issue}
      onSend={(body) => issue.mutate({ params: { id: decision.decisionId }, body })}
      onClose={onClose}
    />
  );
}
