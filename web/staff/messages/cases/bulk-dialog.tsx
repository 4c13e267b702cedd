import { useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import type { CaseRow } from '../../../../shared/contract/messages/cases.ts';
import { bulkChange, undoDecision } from '../../../../shared/contract/messages/cases-triage.ts';
import type { RouteReply } from '../../../../shared/contract/route.ts';
import { counted } from '../../../../shared/text/plural.ts';
import { formatCaseNumber } from '../../../../shared/text/words.ts';
import { perform } from '../../../lib/commands/perform.ts';
import { useCommand } from '../../../lib/commands/use-command.ts';
import { refreshModules } from '../../../lib/query.ts';
import { showToast } from '../../../lib/toast.ts';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { Failures } from '../../../ui/failures/failures.tsx';
import type { Topics } from '../../base/case-kit/topics.ts';
import { type BulkAction, BulkForm, type BulkKind } from './bulk-form.tsx';
import { bulkDoneWords, bulkTitles } from './bulk-words.ts';

type Result = RouteReply<typeof bulkChange>;

const refreshed = ['cases', 'heatmap'];

/** Two steps: what to do, then what would come of it, case by case; only then it is done. */
export function BulkDialog(props: {
  kind: BulkKind;
  rows: readonly CaseRow[];
  topics: Topics | undefined;
  onClose: () => void;
  onDone: () => void;
}): ReactNode {
  const { kind, rows, topics, onClose } = props;
  const [action, setAction] = useState<BulkAction | null>(null);
  const undo = useUndo();
  const look = useCommand(bulkChange, { refreshes: [] });
  const apply = useCommand(bulkChange, {
    refreshes: refreshed,
    onDone: ({ applied, refused, undoToken }) => {
      const rest = refused.length > 0 ? `, без изменений ${refused.length}` : '';
      const words = `${bulkDoneWords[kind]}: ${counted(applied, 'дело', 'дела', 'дел')}${rest}`;
      showToast(words, undoToken ? { undo: () => undo(undoToken) } : {});
      props.onDone();
    },
  });
  const send = (command: typeof look, preview: boolean) => {
    if (!action || command.isPending) return;
    const cases = rows.map(({ id, version }) => ({ id, version }));
    command.mutate({ body: { cases, action, preview } });
  };
  const preview = look.data;
  return (
    <Dialog
      isOpen
      title={bulkTitles[kind]}
      onClose={onClose}
      foot={
        preview ? (
          <>
            <Button
              kind="primary"
              busy={apply.isPending}
              disabledReason={preview.applied === 0 && 'Ни одно дело так изменить нельзя'}
              onClick={() => send(apply, false)}
            >
              Изменить {counted(preview.applied, 'дело', 'дела', 'дел')}
            </Button>
            <Button onClick={() => look.reset()}>Назад</Button>
          </>
        ) : (
          <Button
            kind="primary"
            busy={look.isPending}
            disabledReason={!action && 'Сначала выберите'}
            onClick={() => send(look, true)}
          >
            Проверить {counted(rows.length, 'дело', 'дела', 'дел')}
          </Button>
        )
      }
    >
      <Failures of={[look, apply]} />
      {preview ? (
        <Preview result={preview} />
      ) : (
        <BulkForm kind={kind} topics={topics} action={action} onChange={setAction} />
      )}
    </Dialog>
  );
}

function Preview({ result }: { result: Result }): ReactNode {
  const { applied, refused } = result;
  return (
    <div className="stack" role="status">
      <p>
        <b>
          {applied > 0
            ? `Изменится ${counted(applied, 'дело', 'дела', 'дел')}.`
            : 'Ни одно из отмеченных дел так изменить нельзя.'}
        </b>
      </p>
      {refused.length > 0 && (
        <>
          <p>Останутся как есть {counted(refused.length, 'дело', 'дела', 'дел')}:</p>
          <ul className="plain-rows">
            {refused.map(({ id, number, reason }) => (
              <li key={id}>
                <span className="number">{number ? formatCaseNumber(number) : 'Дело без доступа'}</span>
                <span>{reason}</span>
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  );
}

/** Takes the whole action back; what somebody has changed since stays as they left it. */
function useUndo(): (undoToken: string) => void {
  const client = useQueryClient();
  return async (undoToken) => {
    const reply = await perform(undoDecision, { body: { undoToken } });
    if (reply) {
      const { undone, kept } = reply;
      const rest = kept > 0 ? `. ${counted(kept, 'дело', 'дела', 'дел')} уже изменили другие` : '';
      showToast(`Возвращено: ${counted(undone, 'дело', 'дела', 'дел')}${rest}`);
    }
    await refreshModules(client, refreshed);
  };
}
