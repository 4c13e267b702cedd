import { type ReactNode, useState } from 'react';
import { recordWithdrawal } from '../../../../../shared/contract/messages/cases-law.ts';
import { TextArea } from '../../../../ui/forms/field.tsx';
import { FormDialog } from '../../../base/parts/form-dialog.tsx';
import type { CaseDesk } from '../use-case-desk.ts';

const leastText = 3;

/** What the author said of the appeal, put down; or the record of it struck. The term runs on either way. */
export function WithdrawalDialog(props: { desk: CaseDesk; onClose: () => void }): ReactNode {
  const { desk, onClose } = props;
  const { card } = desk;
  const isWithdrawn = card.withdrawal === null;
  const [text, setText] = useState('');
  const [isTried, setTried] = useState(false);
  const send = () => {
    setTried(true);
    if (text.trim().length < leastText || desk.isBusy) return;
    desk.run(
      recordWithdrawal,
      { params: { id: card.id }, body: { version: card.version, isWithdrawn, text: text.trim() } },
      { done: isWithdrawn ? 'Отзыв записан, срок идёт' : 'Запись об отзыве снята', onDone: onClose },
    );
  };
  return (
    <FormDialog
      title={isWithdrawn ? 'Автор отозвал обращение' : 'Снять запись об отзыве'}
      action={isWithdrawn ? 'Записать' : 'Снять запись'}
      commands={desk.command(recordWithdrawal)}
      onSend={send}
      onClose={onClose}
    >
      <div className="stack">
        <p>
          Отзыв сам ничего не прекращает: срок идёт, ответ нужен. Можно ли прекратить рассмотрение, решает
          юрист.
        </p>
        <TextArea
          label={isWithdrawn ? 'Когда и как автор об этом сказал' : 'Почему запись снимается'}
          value={text}
          maxLength={1000}
          error={isTried && text.trim().length < leastText ? 'Напишите хотя бы слово' : undefined}
          onChange={(event) => setText(event.target.value)}
        />
      </div>
    </FormDialog>
  );
}
