import type { ReactNode } from 'react';
import type { MessagePage } from '../../../shared/contract/messages/cases-portal.ts';
import { letterPromises } from '../../../shared/text/letter-promises.ts';
import { useFormats } from '../../lib/format.ts';
import { Icon } from '../../ui/icons.tsx';

/** A late answer is not hidden: an apology, the promised date, who is responsible, what happens next. */
export function Overdue({ message }: { message: MessagePage }): ReactNode {
  const formats = useFormats();
  const { deadline, executorUnit } = message;
  if (deadline?.state !== 'overdue') return null;
  return (
    <section className="message__late" aria-labelledby="late">
      <h2 id="late">
        <Icon name="diamond" size="small" /> Мы опаздываем с ответом
      </h2>
      <p>
        Обещали ответить {formats.until(deadline.dueAt)} и не успели. Приносим извинения.{' '}
        {executorUnit ? `Отвечает ${executorUnit}.` : 'Исполнителя ещё не выбрали, отвечает оператор центра.'}{' '}
        Просрочку видит руководитель центра. {letterPromises.newDateComes.text}
      </p>
    </section>
  );
}
