import type { ReactNode } from 'react';
import { listUnits } from '../../../../shared/contract/base/people.ts';
import { getCity } from '../../../../shared/contract/base/territory.ts';
import {
  changeOutage,
  createOutage,
  type draftOfProblem,
  type StaffOutage,
} from '../../../../shared/contract/messages/outages.ts';
import type { RouteReply } from '../../../../shared/contract/route.ts';
import { formatTime, localDay } from '../../../../shared/text/dates.ts';
import { peopleWords } from '../../../../shared/text/messages/outages.ts';
import { useCommand } from '../../../lib/commands/use-command.ts';
import { useRoute } from '../../../lib/query.ts';
import { useZone } from '../../../lib/session.ts';
import { ItemField, SegmentedField, SelectField } from '../../../ui/forms/choice-field.tsx';
import { DateField } from '../../../ui/forms/date-field.tsx';
import { FormDialog } from '../../../ui/forms/form-dialog.tsx';
import { LongTextField, TextField } from '../../../ui/forms/text-field.tsx';
import { type Form, useForm } from '../../../ui/forms/use-form.ts';

type Draft = NonNullable<RouteReply<typeof draftOfProblem>['draft']> & { problemId: string };

interface Values {
  resource: string;
  kind: 'emergency' | 'planned';
  reason: string;
  unitId: string | null;
  repairer: string;
  beginsOn: string;
  beginsAt: string;
  untilOn: string | null;
  untilAt: string | null;
  addresses: string;
  wholeDistricts: readonly string[];
}

/** What the form begins with: an outage that is kept, what a mass problem tells, or nothing. */
function startOf(zone: string, outage: StaffOutage | undefined, draft: Draft | undefined): Values {
  const begins = outage?.beginsAt ?? draft?.beginsAt ?? Date.now();
  return {
    resource: outage?.resource ?? draft?.resource ?? '',
    kind: outage?.isPlanned ? 'planned' : 'emergency',
    reason: outage?.reason ?? draft?.reason ?? '',
    unitId: outage?.unitId ?? draft?.unitId ?? null,
    repairer: outage?.repairer ?? '',
    beginsOn: localDay(begins, zone),
    beginsAt: formatTime(begins, zone),
    untilOn: null,
    untilAt: null,
    addresses: outage?.addresses ?? draft?.addresses ?? '',
    wholeDistricts: outage?.wholeDistricts ?? draft?.wholeDistricts ?? [],
  };
}

interface Props {
  outage?: StaffOutage;
  resources?: readonly { id: string; title: string }[];
  draft?: Draft;
  onClose: () => void;
}

function useOutageForm({ outage, draft, onClose }: Props): Form<Values> {
  const zone = useZone();
  const create = useCommand(createOutage, { done: 'Отключение записано: жители его видят', onDone: onClose });
  const change = useCommand(changeOutage, { done: 'Отключение исправлено', onDone: onClose });
  return useForm<Values>({
    start: () => startOf(zone, outage, draft),
    commands: [create, change],
    check: ({ resource, unitId, repairer }) => ({
      resource: !outage && !resource && 'Выберите, чего нет',
      repairer: !unitId && !repairer.trim() && 'Напишите, кто чинит, или выберите подразделение',
    }),
    send: ({ kind, resource, untilOn, untilAt, wholeDistricts, ...values }) => {
      const body = { ...values, isPlanned: kind === 'planned', wholeDistricts: [...wholeDistricts] };
      if (outage) change.mutate({ params: { id: outage.id }, body: { ...body, version: outage.version } });
      else
        create.mutate({
          body: { ...body, resource, untilOn, untilAt: untilAt || null, problemId: draft?.problemId ?? null },
        });
    },
  });
}

/** A new outage, or what is wrong with one that is kept; its term is moved by itself, with a reason. */
export function OutageDialog(props: Props): ReactNode {
  const { outage, resources = [], draft, onClose } = props;
  const form = useOutageForm(props);
  return (
    <FormDialog
      form={form}
      title={outage ? `Исправить: ${outage.title}` : 'Новое отключение'}
      action={outage ? 'Сохранить' : 'Записать'}
      isWide
      onClose={onClose}
    >
      {draft && <p className="muted">Из массовой проблемы: с отключением уже {peopleWords(draft.people)}.</p>}
      {!outage && (
        <SelectField
          form={form}
          name="resource"
          label="Чего нет"
          none="выберите"
          choices={resources.map(({ id, title }) => ({ value: id, label: title }))}
        />
      )}
      <SegmentedField
        form={form}
        name="kind"
        legend="Вид"
        choices={[
          { value: 'emergency', label: 'Аварийное' },
          { value: 'planned', label: 'Плановое' },
        ]}
      />
      <PlaceFields form={form} />
      <TextField form={form} name="reason" label="Причина" hint="Её увидят жители: «порыв трубы у дома 18»" />
      <WhoFields form={form} />
      <MomentFields form={form} hasTerm={!outage} />
    </FormDialog>
  );
}

function PlaceFields({ form }: { form: Form<Values> }): ReactNode {
  const { districts = [] } = useRoute(getCity, undefined, { staleTime: 600_000 }).data ?? {};
  return (
    <>
      <LongTextField
        form={form}
        name="addresses"
        label="Улицы и дома"
        rows={4}
        hint="По улице в строке: «Примерная, 10–28 чётные», «Пробная, 1, 3а, 5 корп. 2». Без домов — вся улица"
      />
      <fieldset className="outage-districts">
        <legend>Районы целиком</legend>
        {districts
          .filter(({ parentId }) => parentId === null)
          .map(({ id, title }) => (
            <ItemField key={id} form={form} name="wholeDistricts" item={id}>
              {title}
            </ItemField>
          ))}
      </fieldset>
    </>
  );
}

function WhoFields({ form }: { form: Form<Values> }): ReactNode {
  const { units = [] } = useRoute(listUnits, undefined, { staleTime: 60_000 }).data ?? {};
  return (
    <>
      <SelectField
        form={form}
        name="unitId"
        orNull
        label="Кто чинит"
        none="другая организация"
        choices={units
          .filter(({ isActive }) => isActive)
          .map(({ id, title }) => ({ value: id, label: title }))}
      />
      {form.values.unitId ? (
        <TextField
          form={form}
          name="repairer"
          label="Как назвать для жителей"
          hint="Пусто — краткое название подразделения"
          optional
        />
      ) : (
        <TextField form={form} name="repairer" label="Название организации" />
      )}
    </>
  );
}

/** When it begins, and of a new one until when. */
function MomentFields({ form, hasTerm }: { form: Form<Values>; hasTerm: boolean }): ReactNode {
  const time = { inputMode: 'numeric', placeholder: 'ЧЧ:ММ' } as const;
  return (
    <div className="outage-moments">
      <DateField form={form} name="beginsOn" label="Началось или начнётся" />
      <TextField form={form} name="beginsAt" label="Время начала" {...time} />
      {hasTerm && (
        <>
          <DateField form={form} name="untilOn" label="Дадут" orNull optional />
          <TextField form={form} name="untilAt" label="К какому часу" orNull optional {...time} />
        </>
      )}
    </div>
  );
}
