import type { ReactNode } from 'react';
import { recordWithdrawal } from '../../../../../shared/contract/messages/cases-law.ts';
import { FormDialog } from '../../../../ui/forms/form-dialog.tsx';
import { LongTextField } from '../../../../ui/forms/text-field.tsx';
import { useForm } from '../../../../ui/forms/use-form.ts';
import type { CaseDesk } from '../use-case-desk.ts';

const leastText = 3;

/** What the author said of the appeal, put down; or the record of it struck. The term runs on either way. */
export function WithdrawalDialog(props: { desk: CaseDesk; onClose: () => void }): ReactNode {
  const { desk, onClose } = props;
  const { card } = desk;
  const isWithdrawn = card.withdrawal === null;
  const form = useForm({
    start: { text: '' },
    commands: desk.command(recordWithdrawal),
    check: ({ text }) => ({ text: text.trim().length < leastText && 'Напишите хотя бы слово' }),
    send: ({ text }) =>
      desk.run(
        recordWithdrawal,
        { params: { id: card.id }, body: { version: card.version, isWithdrawn, text: text.trim() } },
        { done: isWithdrawn ? 'Отзыв записан, срок идёт' : 'Запись об отзыве снята', onDone: onClose },
      ),
  });
  return (
    <FormDialog
      title={isWithdrawn ? 'Автор отозвал обращение' : 'Снять запись об отзыве'}
      action={isWithdrawn ? 'Записать' : 'Снять запись'}
      form={form}
      onClose={onClose}
    >
      <div className="stack">
        <p>
          Отзыв сам ничего не прекращает: срок идёт, ответ нужен. Можно ли прекратить рассмотрение, решает
          юрист.
        </p>
        <LongTextField
          form={form}
          name="text"
          label={isWithdrawn ? 'Когда и как автор об этом сказал' : 'Почему запись снимается'}
          maxLength={1000}
        />
      </div>
    </FormDialog>
  );
}
