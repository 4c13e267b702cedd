import type { ReactNode } from 'react';
import { listPeople, listUnits } from '../../../../shared/contract/base/people.ts';
import { getCity } from '../../../../shared/contract/base/territory.ts';
import {
  type RoutingInput,
  type RoutingRule,
  saveRoutingRule,
  tryRoutingRule,
} from '../../../../shared/contract/messages/routing.ts';
import type { RouteReply } from '../../../../shared/contract/route.ts';
import { formatCaseNumber } from '../../../../shared/text/words.ts';
import { useCommand } from '../../../lib/commands/use-command.ts';
import { useRoute } from '../../../lib/query.ts';
import { Button } from '../../../ui/button.tsx';
import { ItemField, SelectField } from '../../../ui/forms/choice-field.tsx';
import { DateField } from '../../../ui/forms/date-field.tsx';
import type { Fields } from '../../../ui/forms/fields.ts';
import { FormDialog } from '../../../ui/forms/form-dialog.tsx';
import { NumberField, TextField } from '../../../ui/forms/text-field.tsx';
import { useForm } from '../../../ui/forms/use-form.ts';
import { useTopics } from '../../base/case-kit/topics.ts';
import { FactField } from './fact-field.tsx';
import { useToday } from './use-today.ts';

const days = ['пн', 'вт', 'ср', 'чт', 'пт', 'сб', 'вс'];

/** A rule while it is written: its order may be empty for a moment. */
type RouteDraft = Omit<RoutingInput, 'priority'> & { priority: number | null };

/** One rule with its trial on last month's cases; it is written switched off. */
export function RouteForm(props: { rule: RoutingRule | null; onClose: () => void }): ReactNode {
  const { rule, onClose } = props;
  const today = useToday();
  const attempt = useCommand(tryRoutingRule, { refreshes: [] });
  const save = useCommand(saveRoutingRule, {
    done: 'Маршрут записан выключенным: включите его в списке',
    onDone: onClose,
  });
  const bodyOf = (values: RouteDraft) => ({
    ...values,
    priority: values.priority ?? 1,
    weekdays: values.weekdays.toSorted((a, b) => a - b),
    ...(rule && { id: rule.id }),
  });
  const form = useForm<RouteDraft>({
    start: () => ({
      priority: rule?.priority ?? 100,
      factId: rule?.factId ?? null,
      block: rule?.block ?? null,
      districtId: rule?.districtId ?? null,
      importance: rule?.importance ?? null,
      weekdays: rule?.weekdays ?? [],
      fromTime: rule?.fromTime ?? null,
      toTime: rule?.toTime ?? null,
      unitId: rule?.unitId ?? '',
      personId: rule?.personId ?? null,
      validFrom: rule?.validFrom ?? today,
      validTo: rule?.validTo ?? null,
      note: rule?.note ?? '',
    }),
    commands: [save, attempt],
    gap: findGap,
    send: (values) => save.mutate({ body: bodyOf(values) }),
    onSet: attempt.reset,
  });
  return (
    <FormDialog
      form={form}
      isWide
      title={rule ? 'Маршрут' : 'Новый маршрут'}
      onClose={onClose}
      action="Записать"
      more={
        <Button
          busy={attempt.isPending}
          disabledReason={findGap(form.values)}
          onClick={() => attempt.mutate({ body: bodyOf(form.get()) })}
        >
          Попробовать на делах месяца
        </Button>
      }
    >
      <WhatFields form={form} />
      <WhenFields form={form} />
      <WhomFields form={form} />
      <div className="desk__filters">
        <DateField form={form} name="validFrom" label="Действует с" />
        <DateField form={form} name="validTo" orNull label="По" optional />
        <NumberField form={form} name="priority" label="Порядок" hint="Меньше — раньше" />
      </div>
      <TextField form={form} name="note" label="Зачем" optional />
      {attempt.data && <Trial trial={attempt.data} />}
    </FormDialog>
  );
}

function findGap({ unitId, validFrom, priority }: RouteDraft): string | null {
  if (!unitId) return 'Выберите подразделение';
  if (!validFrom) return 'Назовите день';
  return priority === null ? 'Назовите порядок' : null;
}

interface PartProps {
  form: Fields<RouteDraft>;
}

function WhatFields({ form }: PartProps): ReactNode {
  const value = form.values;
  const topics = useTopics();
  const districts = useRoute(getCity, undefined, { staleTime: 600_000 }).data?.districts ?? [];
  return (
    <>
      <FactField form={form} name="factId" label="Тема" optional />
      <div className="desk__filters">
        {!value.factId && (
          <SelectField
            form={form}
            name="block"
            orNull
            label="Блок"
            choices={[
              { value: '', label: 'любой' },
              ...(topics?.blocks ?? []).map(({ code, title }) => ({ value: code, label: title })),
            ]}
          />
        )}
        <SelectField
          form={form}
          name="districtId"
          orNull
          label="Район"
          choices={[
            { value: '', label: 'весь город' },
            ...districts.map(({ id, title }) => ({ value: id, label: title })),
          ]}
        />
        <SelectField
          form={form}
          name="importance"
          orNull
          label="Важность"
          choices={[
            { value: '', label: 'любая' },
            { value: 'normal', label: 'обычные' },
            { value: 'high', label: 'срочные' },
          ]}
        />
      </div>
    </>
  );
}

function WhenFields({ form }: PartProps): ReactNode {
  return (
    <fieldset className="desk__filters">
      <legend className="field__label">Когда поступило</legend>
      {days.map((word, at) => (
        <ItemField key={word} form={form} name="weekdays" item={at + 1}>
          {word}
        </ItemField>
      ))}
      <TextField form={form} name="fromTime" orNull label="С" optional placeholder="18:00" />
      <TextField form={form} name="toTime" orNull label="До" optional placeholder="08:00" />
    </fieldset>
  );
}

function WhomFields({ form }: PartProps): ReactNode {
  const value = form.values;
  const units = useRoute(listUnits, undefined, { staleTime: 60_000 }).data?.units ?? [];
  const people = useRoute(listPeople, { query: { limit: 100 } }, { staleTime: 60_000 }).data?.people ?? [];
  const unit = units.find(({ id }) => id === value.unitId);
  return (
    <div className="desk__filters">
      <SelectField
        form={form}
        name="unitId"
        also={() => ({ personId: null })}
        label="Подразделение"
        choices={[
          { value: '', label: 'выберите' },
          ...units.filter(({ isActive }) => isActive).map(({ id, title }) => ({ value: id, label: title })),
        ]}
      />
      <SelectField
        form={form}
        name="personId"
        orNull
        label="Сотрудник"
        choices={[
          { value: '', label: 'кто-нибудь из подразделения' },
          ...people
            .filter((person) => unit && person.unit === unit.title)
            .map(({ id, fullName }) => ({ value: id, label: fullName })),
        ]}
      />
    </div>
  );
}

function Trial({ trial }: { trial: RouteReply<typeof tryRoutingRule> }): ReactNode {
  return (
    <section className="desk__sheet" aria-label="Проба на делах месяца" role="status">
      <b>{trial.words}</b>
      {trial.moves.map(({ from, to, count }) => (
        <span key={`${from}-${to}`}>
          {from} → {to}: {count}
        </span>
      ))}
      {trial.samples.length > 0 && (
        <span className="meta">
          Например: {trial.samples.map((number) => formatCaseNumber(number)).join(', ')}
        </span>
      )}
    </section>
  );
}
