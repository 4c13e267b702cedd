import type { ReactNode } from 'react';
import { holdTerm } from '../../../../../shared/contract/messages/cases-staff.ts';
import { formatDay } from '../../../../../shared/text/dates.ts';
import { DateField } from '../../../../ui/forms/date-field.tsx';
import { useFields } from '../../../../ui/forms/fields.ts';
import { Mark } from '../../../../ui/mark.tsx';
import type { CaseDesk } from '../use-case-desk.ts';
import { GroundDialog } from './ground-dialog.tsx';

/** The answer's term stands: by which ground, until when at most, and what is waited for, in words the resident reads. */
export function HoldDialog(props: { desk: CaseDesk; onClose: () => void }): ReactNode {
  const { desk, onClose } = props;
  const { card } = desk;
  const fields = useFields({ until: '' });
  const { until } = fields.values;
  if (!card.holdOffer) return null;
  const { rule, legal, toVerify } = card.holdOffer;
  return (
    <GroundDialog
      title="Приостановить срок ответа"
      kind="hold"
      regime={card.regime}
      label="Чего ждём"
      hint="Житель прочтёт это в уведомлении."
      action="Приостановить"
      commands={desk.command(holdTerm)}
      lacks={until === '' && 'Назовите день, до которого ждать'}
      onSend={({ groundId, words }) =>
        desk.run(
          holdTerm,
          { params: { id: card.id }, body: { version: card.version, groundId, until, reason: words } },
          { done: 'Срок приостановлен, житель уведомлён', onDone: onClose },
        )
      }
      onClose={onClose}
    >
      <p>
        Срок встанет и сдвинется на столько рабочего времени, сколько стоял. Пойдёт дальше сам: в названный
        день или раньше, когда дело уйдёт от исполнителя. {rule}: {legal}.{' '}
        {toVerify && <Mark tone="warning">не подтверждено</Mark>}
      </p>
      <DateField
        form={fields}
        name="until"
        label="Не дольше чем до"
        hint={`Самое позднее — ${formatDay(card.holdOffer.until)}`}
        error={desk.command(holdTerm).fields.until}
      />
    </GroundDialog>
  );
}
