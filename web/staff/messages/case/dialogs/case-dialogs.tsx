import { type ReactNode, useState } from 'react';
import { listPeople } from '../../../../../shared/contract/base/people.ts';
import * as staffContract from '../../../../../shared/contract/messages/cases-staff.ts';
import * as triageContract from '../../../../../shared/contract/messages/cases-triage.ts';
import { useRoute } from '../../../../lib/query.ts';
import { usePermission } from '../../../../lib/session.ts';
import { Failures } from '../../../../ui/failures/failures.tsx';
import { SelectField } from '../../../../ui/forms/choice-field.tsx';
import { bindValue } from '../../../../ui/forms/fields.ts';
import { PhotoViewer } from '../../../../ui/photos/photo-grid.tsx';
import { showPhotos } from '../../../base/case-kit/photo-items.ts';
import type { Topics } from '../../../base/case-kit/topics.ts';
import { DuplicateDialog, ExecutorDialog, RejectDialog, SnoozeDialog } from '../../inbox/inbox-dialogs.tsx';
import { AskDialog } from '../ask-dialog.tsx';
import { type CaseDialog, mergeInto } from '../case-actions.ts';
import { RegimeDialog } from '../regime/regime-dialog.tsx';
import { TopicDialog } from '../topic-dialog.tsx';
import type { CaseDesk } from '../use-case-desk.ts';
import { CourseDialogs, isCourseDialog } from './course-dialogs.tsx';
import { ExtendDialog } from './extend-dialog.tsx';
import { HoldDialog } from './hold-dialog.tsx';
import { PlaceDialog } from './place-dialog.tsx';
import { PublicationDialog } from './publication-dialog.tsx';
import { ReceiptDialog } from './receipt-dialog.tsx';
import { AskPartDialog, CorrectDialog, InterimDialog } from './side-dialogs.tsx';
import { SplitDialog } from './split-dialog.tsx';
import { WithdrawalDialog } from './withdrawal-dialog.tsx';

interface DialogsProps {
  desk: CaseDesk;
  topics: Topics | undefined;
  dialog: CaseDialog | null;
  onClose: () => void;
}

/** The one dialog of a case that is open. It closes when its command has succeeded. */
export function CaseDialogs(props: DialogsProps): ReactNode {
  const { desk, topics, dialog, onClose } = props;
  const { card } = desk;
  const at = { params: { id: card.id } };
  const { version } = card;
  if (isCourseDialog(dialog)) return <CourseDialogs desk={desk} dialog={dialog} onClose={onClose} />;
  switch (dialog) {
    case 'topic':
      return topics ? (
        <TopicDialog
          topics={topics}
          onPick={({ id: factId }) => {
            onClose();
            desk.run(
              staffContract.changeCase,
              { ...at, body: { version, factId } },
              { done: 'Тема исправлена' },
            );
          }}
          onClose={onClose}
        />
      ) : null;
    case 'executor':
      return <ExecutorChange desk={desk} onClose={onClose} />;
    case 'extend':
      return <ExtendDialog desk={desk} onClose={onClose} />;
    case 'hold':
      return <HoldDialog desk={desk} onClose={onClose} />;
    case 'place':
      return <PlaceDialog desk={desk} onClose={onClose} />;
    case 'publication':
      return <PublicationDialog desk={desk} onClose={onClose} />;
    case 'regime':
      return <RegimeDialog desk={desk} onClose={onClose} />;
    case 'receipt':
      return <ReceiptDialog desk={desk} onClose={onClose} />;
    case 'withdrawal':
      return <WithdrawalDialog desk={desk} onClose={onClose} />;
    case 'photos':
      return <Viewer desk={desk} onClose={onClose} />;
    case 'ask':
      return (
        <AskDialog
          command={desk.command(staffContract.askResident)}
          onAsk={(text) =>
            desk.run(
              staffContract.askResident,
              { ...at, body: { version, text } },
              { done: 'Вопрос отправлен жителю', onDone: onClose },
            )
          }
          onClose={onClose}
        />
      );
    case 'split':
      return topics ? <SplitDialog desk={desk} topics={topics} onClose={onClose} /> : null;
    case 'ask-part':
      return <AskPartDialog desk={desk} onClose={onClose} />;
    case 'interim':
      return <InterimDialog desk={desk} onClose={onClose} />;
    case 'correct':
      return <CorrectDialog desk={desk} onClose={onClose} />;
    default:
      return <VerdictDialogs {...props} />;
  }
}

/** Verdicts on the case as a whole; each names its ground. */
function VerdictDialogs({ desk, dialog, onClose }: DialogsProps): ReactNode {
  const { card } = desk;
  const at = { params: { id: card.id } };
  const { version } = card;
  const close = (work: () => void) => {
    onClose();
    work();
  };
  switch (dialog) {
    case 'reject':
      return (
        <RejectDialog
          subject={card.title}
          onPick={(ground, comment) =>
            close(() =>
              desk.run(
                triageContract.rejectCase,
                { ...at, body: { version, ground, ...(comment ? { comment } : {}) } },
                { done: 'Отклонено' },
              ),
            )
          }
          onClose={onClose}
        />
      );
    case 'duplicate':
      return (
        <DuplicateDialog
          card={card}
          onPick={(into) => close(() => mergeInto(desk, into))}
          onClose={onClose}
        />
      );
    case 'snooze':
      return (
        <SnoozeDialog
          isSnoozed={card.snoozedUntil !== null}
          onPick={(until, reason, done) =>
            close(() =>
              desk.run(
                triageContract.snoozeCase,
                { ...at, body: { version, until, ...(reason ? { reason } : {}) } },
                { done },
              ),
            )
          }
          onClose={onClose}
        />
      );
    default:
      return null;
  }
}

/** Another unit, or a person of the unit that has the case. */
function ExecutorChange(props: { desk: CaseDesk; onClose: () => void }): ReactNode {
  const { desk, onClose } = props;
  const { card } = desk;
  const change = (body: { unitId: string } | { executorId: string | null }) =>
    desk.run(
      staffContract.changeCase,
      { params: { id: card.id }, body: { version: card.version, ...body } },
      { done: 'Исполнитель изменён', onDone: onClose },
    );
  return (
    <ExecutorDialog executors={card.executors} onPick={(unitId) => change({ unitId })} onClose={onClose}>
      {card.executorUnitId && (
        <PersonSelect
          unitId={card.executorUnitId}
          unit={card.executorUnit ?? ''}
          onPick={(executorId) => change({ executorId })}
        />
      )}
      <Failures of={desk.command(staffContract.changeCase)} />
    </ExecutorDialog>
  );
}

function PersonSelect(props: { unitId: string; unit: string; onPick: (id: string) => void }): ReactNode {
  const { unitId, unit, onPick } = props;
  const mayRead = usePermission('identity.read');
  const { data } = useRoute(listPeople, { query: { unit: unitId, limit: 200 } }, { enabled: mayRead });
  if (!data || data.people.length === 0) return null;
  return (
    <SelectField
      form={bindValue<string>('', (id) => id && onPick(id))}
      name="value"
      label={`Сотрудник: ${unit}`}
      none="выберите сотрудника"
      choices={data.people.map(({ id, name, position }) => ({
        value: id,
        label: position ? `${name}, ${position}` : name,
      }))}
    />
  );
}

/** V: all pictures of the case, large. */
function Viewer(props: { desk: CaseDesk; onClose: () => void }): ReactNode {
  const { desk, onClose } = props;
  const [shown, setShown] = useState(0);
  return (
    <PhotoViewer
      photos={showPhotos(desk.card.photos, { hasCaptions: true })}
      shown={shown}
      onShow={(at) => (at === null ? onClose() : setShown(at))}
    />
  );
}
