import type { ReactNode } from 'react';
import { takeForwardedBack } from '../../../../../shared/contract/messages/cases-moves.ts';
import { SelectField } from '../../../../ui/forms/choice-field.tsx';
import { useFields } from '../../../../ui/forms/fields.ts';
import { ReasonDialog } from '../../../base/case-kit/reason-dialog.tsx';
import type { CaseDesk } from '../use-case-desk.ts';

/** A body returned the case; of several that have it, which one. */
export function TakeBackDialog({ desk, onClose }: { desk: CaseDesk; onClose: () => void }): ReactNode {
  const { id, version, forwardings } = desk.card;
  const open = forwardings.filter(({ returnedAt, closedAt }) => !returnedAt && !closedAt);
  const fields = useFields({ forwardingId: '' });
  return (
    <ReasonDialog
      title="Орган вернул сообщение"
      label="Почему вернул"
      hint="Начнётся новый срок; ответственного определим заново."
      action="Вернуть к нам"
      commands={desk.command(takeForwardedBack)}
      onSend={(reason) => {
        const { forwardingId } = fields.get();
        desk.run(
          takeForwardedBack,
          { params: { id }, body: { version, reason, ...(forwardingId && { forwardingId }) } },
          { done: 'Дело снова у нас', onDone: onClose },
        );
      }}
      onClose={onClose}
    >
      {open.length > 1 && (
        <SelectField
          form={fields}
          name="forwardingId"
          label="Кто вернул"
          none="все, кому передали"
          choices={open.map((one) => ({ value: one.id, label: one.body }))}
        />
      )}
    </ReasonDialog>
  );
}
