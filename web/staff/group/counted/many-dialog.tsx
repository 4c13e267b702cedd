import type { ReactNode } from 'react';
import { getCity } from '../../../../shared/contract/base/territory.ts';
import { countManyIn } from '../../../../shared/contract/group/counted.ts';
import { type CaseFilter, listCases } from '../../../../shared/contract/messages/cases-list.ts';
import { counted } from '../../../../shared/text/plural.ts';
import { useCommand } from '../../../lib/commands/use-command.ts';
import { useRoute } from '../../../lib/query.ts';
import { SelectField } from '../../../ui/forms/choice-field.tsx';
import { DateField } from '../../../ui/forms/date-field.tsx';
import { FormDialog } from '../../../ui/forms/form-dialog.tsx';
import { LongTextField } from '../../../ui/forms/text-field.tsx';
import { useForm } from '../../../ui/forms/use-form.ts';
import { RetryLine, unchosen } from '../../../ui/retry-line.tsx';
import { useTopics } from '../../base/case-kit/topics.ts';
import { asksWhy, despiteField } from '../../base/counted/despite.ts';
import type { GroundDialogProps } from './ground-dialogs.tsx';

/** All cases of a selection are. */
export function ManyDialog({ card, onClose }: GroundDialogProps): ReactNode {
  const topics = useTopics();
  const city = useRoute(getCity, undefined, { staleTime: 600_000 });
  const add = useCommand(countManyIn, { done: 'Отбор учитывается: ход виден на странице', onDone: onClose });
  const form = useForm({
    start: { block: '', factId: '', districtId: '', from: '', to: '', despite: '' },
    commands: add,
    check: ({ block, from, to }) => ({
      block: !block && 'Выберите тему',
      from: !from && 'Укажите первый день',
      to: !to ? 'Укажите последний день' : to < from && 'Раньше начала',
    }),
    send: ({ factId, districtId, ...body }) =>
      add.mutate({
        params: { id: card.id },
        body: { ...body, factId: factId || null, districtId: districtId || null },
      }),
  });
  const { block, factId, districtId, from, to } = form.values;
  return (
    <FormDialog form={form} title="Учесть все дела отбора" action="Учесть" onClose={onClose}>
      <p>Авторам дел отбора уйдут письма через десять минут. Снять связь можно только по одному делу.</p>
      <SelectField
        form={form}
        name="block"
        label="Тема"
        none="выберите"
        choices={(topics?.blocks ?? []).map(({ code, title }) => ({ value: code, label: title }))}
        also={() => ({ factId: '' })}
      />
      <SelectField
        form={form}
        name="factId"
        label="Что именно"
        none="всё по теме"
        choices={(topics?.facts ?? [])
          .filter((fact) => fact.block === block)
          .map(({ id, title }) => ({ value: id, label: title }))}
      />
      <SelectField
        form={form}
        name="districtId"
        label="Район"
        none={unchosen(city, 'весь город')}
        choices={(city.data?.districts ?? []).map(({ id, title }) => ({ value: id, label: title }))}
      />
      <RetryLine query={city}>Районы не загрузились.</RetryLine>
      <DateField form={form} name="from" label="Сообщили с" />
      <DateField form={form} name="to" label="по" />
      {block && from && to && from <= to && (
        <Selected
          filter={{ block, factId: factId || undefined, districtId: districtId || undefined, from, to }}
        />
      )}
      {asksWhy(add.code, form.values.despite) && <LongTextField form={form} {...despiteField} />}
    </FormDialog>
  );
}

/** How many cases a selection has, before letters to their authors are set going. */
function Selected({ filter }: { filter: CaseFilter }): ReactNode {
  const found = useRoute(listCases, { query: { ...filter, limit: 1 } }, { keepOld: false });
  if (found.isError) return <RetryLine query={found}>Не узнали, сколько дел в отборе.</RetryLine>;
  return (
    <p role="status" className="small">
      {found.data ? selectedWords(found.data) : 'Считаем дела отбора…'}
    </p>
  );
}

function selectedWords({ total, isApproximate }: { total: number; isApproximate: boolean }): string {
  if (total === 0) return 'В этом отборе нет дел, которые вы видите.';
  return isApproximate
    ? `В отборе больше ${counted(total, 'дела', 'дел', 'дел')}.`
    : `В отборе ${counted(total, 'дело', 'дела', 'дел')}.`;
}
