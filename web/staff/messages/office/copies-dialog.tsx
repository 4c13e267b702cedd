import type { ReactNode } from 'react';
import { listBodies } from '../../../../shared/contract/messages/cases-moves.ts';
import type { AppealCard } from '../../../../shared/contract/messages/office.ts';
import { addCopies } from '../../../../shared/contract/messages/office-documents.ts';
import { useRoute } from '../../../lib/query.ts';
import { Button } from '../../../ui/button.tsx';
import { SelectField } from '../../../ui/forms/choice-field.tsx';
import { FieldError } from '../../../ui/forms/field.tsx';
import { rowOf } from '../../../ui/forms/fields.ts';
import { FormDialog } from '../../../ui/forms/form-dialog.tsx';
import { LongTextField } from '../../../ui/forms/text-field.tsx';
import { useForm } from '../../../ui/forms/use-form.ts';
import { useOfficeCommand } from './use-office-command.ts';

/** One appeal to several bodies: whom, and which question is theirs. 59-ФЗ, ст. 8 ч. 4. */
export function CopiesDialog({ card, onClose }: { card: AppealCard; onClose: () => void }): ReactNode {
  const { data } = useRoute(listBodies);
  const copy = useOfficeCommand(addCopies, 'Письма и уведомление подготовлены', onClose);
  const bodies = (data?.bodies ?? []).filter(({ isActive }) => isActive);
  const form = useForm({
    start: { copies: [{ bodyId: '', question: '' }] },
    commands: copy,
    check: ({ copies }) => ({
      copies:
        !copies.every(({ bodyId, question }) => bodyId && question.trim().length >= 3) &&
        'У каждой копии назовите орган и вопрос',
    }),
    send: (body) => copy.mutate({ params: { id: card.caseId }, body }),
  });
  const { copies } = form.values;
  const wrong = form.errorOf('copies');
  return (
    <FormDialog
      form={form}
      isWide
      title="Копии нескольким органам"
      action="Подготовить письма"
      onClose={onClose}
    >
      <p className="muted">
        Каждому органу — письмо, гражданину — одно уведомление, отправить за 7 дней с регистрации{' '}
        <span className="nowrap">(59-ФЗ, ст. 8 ч. 4)</span>. Дело остаётся здесь.
      </p>
      {copies.map((_, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: rows are added at the end and never moved
        <fieldset key={at} className="office-form">
          <legend>Орган {at + 1}</legend>
          <SelectField
            form={rowOf(form, 'copies', at)}
            name="bodyId"
            label="Куда"
            none="выберите орган"
            choices={bodies.map(({ id, title }) => ({ value: id, label: title }))}
          />
          <LongTextField
            form={rowOf(form, 'copies', at)}
            name="question"
            label="Вопрос этого органа"
            rows={2}
          />
        </fieldset>
      ))}
      <div>
        <Button onClick={() => form.set({ copies: [...copies, { bodyId: '', question: '' }] })}>
          Ещё орган
        </Button>
      </div>
      {wrong && <FieldError text={wrong} />}
    </FormDialog>
  );
}
