import { type ReactNode, useState } from 'react';
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
import { fieldWords } from '../../../lib/commands/failure.ts';
import { useCommand } from '../../../lib/commands/use-command.ts';
import { useRoute } from '../../../lib/query.ts';
import { showToast } from '../../../lib/toast.ts';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { Failures } from '../../../ui/failures/failures.tsx';
import { Checkbox } from '../../../ui/forms/choice.tsx';
import { DateInput } from '../../../ui/forms/date-input.tsx';
import { Select, TextInput } from '../../../ui/forms/field.tsx';
import { useTopics } from '../../base/case-kit/topics.ts';
import { FactField } from './fact-field.tsx';
import { useToday } from './use-today.ts';

const days = ['пн', 'вт', 'ср', 'чт', 'пт', 'сб', 'вс'];

/** One rule with its trial on last month's cases; it is written switched off. */
export function RouteForm(props: { rule: RoutingRule | null; onClose: () => void }): ReactNode {
  const { rule, onClose } = props;
  const today = useToday();
  const [value, setValue] = useState<RoutingInput>(() => ({
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
  }));
  const attempt = useCommand(tryRoutingRule, { refreshes: [] });
  const save = useCommand(saveRoutingRule, {
    onDone: () => {
      showToast('Маршрут записан выключенным: включите его в списке');
      onClose();
    },
  });
  const change = (patch: Partial<RoutingInput>): void => {
    attempt.reset();
    setValue((all) => ({ ...all, ...patch }));
  };
  const body = { ...value, ...(rule && { id: rule.id }) };
  const fields = fieldWords([save, attempt]);
  const gap = !value.unitId ? 'Выберите подразделение' : !value.validFrom ? 'Назовите день' : null;
  return (
    <Dialog
      isOpen
      isWide
      title={rule ? 'Маршрут' : 'Новый маршрут'}
      onClose={onClose}
      foot={
        <>
          <Button busy={attempt.isPending} disabledReason={gap} onClick={() => attempt.mutate({ body })}>
            Попробовать на делах месяца
          </Button>
          <Button
            kind="primary"
            busy={save.isPending}
            disabledReason={gap}
            onClick={() => save.mutate({ body })}
          >
            Записать
          </Button>
        </>
      }
    >
      <WhatFields value={value} change={change} fields={fields} />
      <WhenFields value={value} change={change} fields={fields} />
      <WhomFields value={value} change={change} fields={fields} />
      <div className="desk__filters">
        <DateInput
          label="Действует с"
          value={value.validFrom}
          error={fields.validFrom}
          onChange={(validFrom) => change({ validFrom })}
        />
        <DateInput
          label="По"
          optional
          value={value.validTo ?? ''}
          error={fields.validTo}
          onChange={(day) => change({ validTo: day || null })}
        />
        <TextInput
          label="Порядок"
          hint="Меньше — раньше"
          inputMode="numeric"
          value={String(value.priority)}
          error={fields.priority}
          onChange={(event) => change({ priority: Number(event.target.value.replace(/\D/gu, '')) || 1 })}
        />
      </div>
      <TextInput
        label="Зачем"
        optional
        value={value.note}
        onChange={(event) => change({ note: event.target.value })}
      />
      <Failures of={[save, attempt]} />
      {attempt.data && <Trial trial={attempt.data} />}
    </Dialog>
  );
}

interface PartProps {
  value: RoutingInput;
  change: (patch: Partial<RoutingInput>) => void;
  fields: Readonly<Record<string, string>>;
}

function WhatFields({ value, change, fields }: PartProps): ReactNode {
  const topics = useTopics();
  const districts = useRoute(getCity, undefined, { staleTime: 600_000 }).data?.districts ?? [];
  return (
    <>
      <FactField
        label="Тема"
        optional
        value={value.factId}
        error={fields.factId}
        onChange={(factId) => change({ factId })}
      />
      <div className="desk__filters">
        {!value.factId && (
          <Select<string>
            label="Блок"
            value={value.block ?? ''}
            choices={[
              { value: '', label: 'любой' },
              ...(topics?.blocks ?? []).map(({ code, title }) => ({ value: code, label: title })),
            ]}
            onChange={(block) => change({ block: block || null })}
          />
        )}
        <Select<string>
          label="Район"
          value={value.districtId ?? ''}
          choices={[
            { value: '', label: 'весь город' },
            ...districts.map(({ id, title }) => ({ value: id, label: title })),
          ]}
          onChange={(district) => change({ districtId: district || null })}
        />
        <Select<'' | 'normal' | 'high'>
          label="Важность"
          value={value.importance ?? ''}
          choices={[
            { value: '', label: 'любая' },
            { value: 'normal', label: 'обычные' },
            { value: 'high', label: 'срочные' },
          ]}
          onChange={(importance) => change({ importance: importance || null })}
        />
      </div>
    </>
  );
}

function WhenFields({ value, change, fields }: PartProps): ReactNode {
  return (
    <fieldset className="desk__filters">
      <legend className="field__label">Когда поступило</legend>
      {days.map((word, at) => (
        <Checkbox
          key={word}
          checked={value.weekdays.includes(at + 1)}
          onChange={(isOn) =>
            change({
              weekdays: isOn
                ? [...value.weekdays, at + 1].sort((a, b) => a - b)
                : value.weekdays.filter((day) => day !== at + 1),
            })
          }
        >
          {word}
        </Checkbox>
      ))}
      <TextInput
        label="С"
        optional
        placeholder="18:00"
        value={value.fromTime ?? ''}
        error={fields['body.fromTime'] ?? fields.fromTime}
        onChange={(event) => change({ fromTime: event.target.value || null })}
      />
      <TextInput
        label="До"
        optional
        placeholder="08:00"
        value={value.toTime ?? ''}
        error={fields['body.toTime'] ?? fields.toTime}
        onChange={(event) => change({ toTime: event.target.value || null })}
      />
    </fieldset>
  );
}

function WhomFields({ value, change, fields }: PartProps): ReactNode {
  const units = useRoute(listUnits, undefined, { staleTime: 60_000 }).data?.units ?? [];
  const people = useRoute(listPeople, { query: { limit: 100 } }, { staleTime: 60_000 }).data?.people ?? [];
  const unit = units.find(({ id }) => id === value.unitId);
  return (
    <div className="desk__filters">
      <Select<string>
        label="Подразделение"
        value={value.unitId}
        error={fields.unitId}
        choices={[
          { value: '', label: 'выберите' },
          ...units.filter(({ isActive }) => isActive).map(({ id, title }) => ({ value: id, label: title })),
        ]}
        onChange={(unitId) => change({ unitId, personId: null })}
      />
      <Select<string>
        label="Сотрудник"
        value={value.personId ?? ''}
        error={fields.personId}
        choices={[
          { value: '', label: 'кто-нибудь из подразделения' },
          ...people
            .filter((person) => unit && person.unit === unit.title)
            .map(({ id, fullName }) => ({ value: id, label: fullName })),
        ]}
        onChange={(personId) => change({ personId: personId || null })}
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
