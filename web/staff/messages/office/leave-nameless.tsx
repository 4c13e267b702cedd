import { type ReactNode, useState } from 'react';
import type { AppealCard } from '../../../../shared/contract/messages/office.ts';
import { leaveNamelessAppeal } from '../../../../shared/contract/messages/office-documents.ts';
import { Button } from '../../../ui/button.tsx';
import { SureDialog } from '../../base/case-kit/sure-dialog.tsx';
import { useOfficeCommand } from './use-office-command.ts';

/** Over without an answer and without a notice, since there is nobody to write to. */
export function LeaveNameless({ card }: { card: AppealCard }): ReactNode {
  const [isOpen, setOpen] = useState(false);
  const leave = useOfficeCommand(leaveNamelessAppeal, 'Оставлено без ответа', () => setOpen(false));
  return (
    <>
      <Button onClick={() => setOpen(true)}>Оставить без ответа…</Button>
      {isOpen && (
        <SureDialog
          title="Оставить без ответа"
          action="Оставить без ответа"
          commands={leave}
          onSend={() => leave.mutate({ params: { id: card.caseId } })}
          onClose={() => setOpen(false)}
        >
          <p>
            Фамилия или обратный адрес не указаны: ответ не даётся и уведомлять некого (59-ФЗ, ст. 11 ч. 1).
            Сообщение о преступлении сначала направляют по компетенции.
          </p>
        </SureDialog>
      )}
    </>
  );
}
