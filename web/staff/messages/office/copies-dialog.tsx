import { type ReactNode, useState } from 'react';
import { listBodies } from '../../../../shared/contract/messages/cases-moves.ts';
import type { AppealCard } from '../../../../shared/contract/messages/office.ts';
import { addCopies } from '../../../../shared/contract/messages/office-documents.ts';
import { useHotkeys } from '../../../lib/hotkeys.ts';
import { useRoute } from '../../../lib/query.ts';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { Failures } from '../../../ui/failures/failures.tsx';
import { FieldError, Select, TextArea } from '../../../ui/forms/field.tsx';
import { useOfficeCommand } from './use-office-command.ts';

/** One appeal to several bodies: whom, and which question is theirs. 59-ФЗ, ст. 8 ч. 4. */
export function CopiesDialog({ card, onClose }: { card: AppealCard; onClose: () => void }): ReactNode {
  const { data } = useRoute(listBodies);
  const [rows, setRows] = useState([{ bodyId: '', question: '' }]);
  const [isTried, setTried] = useState(false);
  const copy = useOfficeCommand(addCopies, 'Письма и уведомление подготовлены', onClose);
  const bodies = (data?.bodies ?? []).filter(({ isActive }) => isActive);
  const set = (at: number, patch: Partial<(typeof rows)[number]>) =>
    setRows((all) => all.map((row, index) => (index === at ? { ...row, ...patch } : row)));
  const isWhole = rows.every(({ bodyId, question }) => bodyId && question.trim().length >= 3);
  const send = () => {
    setTried(true);
    if (isWhole) copy.mutate({ params: { id: card.caseId }, body: { copies: rows } });
  };
  useHotkeys('Копии', [{ keys: 'Ctrl+Enter', label: 'Подготовить', run: send }], { inDialog: true });
  return (
    <Dialog
      isOpen
      isWide
      title="Копии нескольким органам"
      onClose={onClose}
      foot={
        <Button kind="primary" hint="Ctrl+Enter" busy={copy.isPending} onClick={send}>
          Подготовить письма
        </Button>
      }
    >
      <p className="muted">
        Каждому органу — письмо, гражданину — одно уведомление, отправить за 7 дней с регистрации{' '}
        <span className="nowrap">(59-ФЗ, ст. 8 ч. 4)</span>. Дело остаётся здесь.
      </p>
      {rows.map((row, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: rows are added at the end and never moved
        <fieldset key={at} className="office-form">
          <legend>Орган {at + 1}</legend>
          <Select
            label="Куда"
            value={row.bodyId}
            choices={[
              { value: '', label: 'выберите орган' },
              ...bodies.map(({ id, title }) => ({ value: id, label: title })),
            ]}
            onChange={(bodyId) => set(at, { bodyId })}
          />
          <TextArea
            label="Вопрос этого органа"
            rows={2}
            value={row.question}
            onChange={(event) => set(at, { question: event.target.value })}
          />
        </fieldset>
      ))}
      <div>
        <Button onClick={() => setRows((all) => [...all, { bodyId: '', question: '' }])}>Ещё орган</Button>
      </div>
      {isTried && !isWhole && <FieldError text="У каждой копии назовите орган и вопрос" />}
      <Failures of={copy} />
    </Dialog>
  );
}
