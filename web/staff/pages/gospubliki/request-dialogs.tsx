import type { ReactNode } from 'react';
import type { RequestCard } from '../../../../shared/contract/pages/gospubliki.ts';
import {
  missPages,
  reportRequest,
  withdrawRequest,
} from '../../../../shared/contract/pages/gospubliki-acts.ts';
import { localDay } from '../../../../shared/text/dates.ts';
import { useCommand } from '../../../lib/commands/use-command.ts';
import { useZone } from '../../../lib/session.ts';
import { ItemsField } from '../../../ui/forms/choice-field.tsx';
import { DateField } from '../../../ui/forms/date-field.tsx';
import { FormDialog } from '../../../ui/forms/form-dialog.tsx';
import { LongTextField, TextField } from '../../../ui/forms/text-field.tsx';
import { useForm } from '../../../ui/forms/use-form.ts';
import { ReasonDialog } from '../../base/case-kit/reason-dialog.tsx';
import { AcceptDialog, ObjectDialog } from './decision-dialogs.tsx';
import { ChangeRequestDialog } from './request-form.tsx';
import type { RequestMove } from './request-moves.ts';

interface Props {
  card: RequestCard;
  onClose: () => void;
}

/** The one dialog that is open. */
export function RequestDialogs({ move, ...props }: Props & { move: RequestMove }): ReactNode {
  switch (move) {
    case 'accept':
      return <AcceptDialog {...props} />;
    case 'object':
      return <ObjectDialog {...props} />;
    case 'change':
      return <ChangeRequestDialog {...props} />;
    case 'miss':
      return <MissDialog {...props} />;
    case 'report':
      return <ReportDialog {...props} />;
    default:
      return <WithdrawDialog {...props} />;
  }
}

function WithdrawDialog({ card, onClose }: Props): ReactNode {
  const withdraw = useCommand(withdrawRequest, { done: 'Заявка отозвана', onDone: onClose });
  return (
    <ReasonDialog
      title="Заявку отозвали"
      label="Кто и как отозвал"
      action="Записать"
      commands={withdraw}
      onSend={(reason) =>
        withdraw.mutate({ params: { id: card.id }, body: { version: card.version, reason } })
      }
      onClose={onClose}
    />
  );
}

/** Pages it will not be published on: once all are settled, the report is owed. */
function MissDialog({ card, onClose }: Props): ReactNode {
  const miss = useCommand(missPages, { done: 'Записано', onDone: onClose });
  const open = card.targets.filter(
    ({ isAccepted, publishedAt, missedAt }) => isAccepted && !publishedAt && !missedAt,
  );
  const form = useForm({
    start: { pageIds: [] as readonly string[], reason: '' },
    commands: miss,
    check: ({ pageIds, reason }) => ({
      pageIds: pageIds.length === 0 && 'Отметьте страницы',
      reason: reason.trim().length < 3 && 'Напишите, почему не вышло',
    }),
    send: ({ pageIds, reason }) =>
      miss.mutate({
        params: { id: card.id },
        body: { version: card.version, pageIds: [...pageIds], reason: reason.trim() },
      }),
  });
  return (
    <FormDialog form={form} title="Не выйдет" action="Записать" onClose={onClose}>
      <ItemsField
        form={form}
        name="pageIds"
        legend="На каких страницах"
        choices={open.map(({ pageId, title }) => ({ value: pageId, label: title }))}
      />
      <LongTextField
        form={form}
        name="reason"
        label="Почему"
        hint="Это войдёт в отчёт"
        rows={2}
        maxLength={500}
      />
    </FormDialog>
  );
}

function ReportDialog({ card, onClose }: Props): ReactNode {
  const report = useCommand(reportRequest, { done: 'Отчёт отмечен отправленным', onDone: onClose });
  const form = useForm({
    start: { number: '', on: localDay(Date.now(), useZone()), words: '' },
    commands: report,
    check: ({ number, on }) => ({
      number: !number.trim() && 'Номер письма',
      on: !on && 'День письма',
    }),
    send: ({ number, on, words }) =>
      report.mutate({
        params: { id: card.id },
        body: { version: card.version, number: number.trim(), on, words: words.trim() },
      }),
  });
  return (
    <FormDialog form={form} title="Отчёт отправлен" action="Отметить" onClose={onClose}>
      <TextField form={form} name="number" label="Номер письма" maxLength={60} />
      <DateField form={form} name="on" label="От какого дня" />
      <LongTextField form={form} name="words" label="Что ещё написано" rows={2} maxLength={1000} optional />
    </FormDialog>
  );
}
