import type { ReactNode } from 'react';
import {
  addAct,
  addMember,
  type Composition,
  changeMember,
  endMember,
  type GroupAct,
  type GroupRole,
  groupRoles,
  type Membership,
  removeMember,
} from '../../../../shared/contract/group/working-group.ts';
import { formatDay, localDay } from '../../../../shared/text/dates.ts';
import { groupRoleTitles } from '../../../../shared/text/group/working-group.ts';
import { useCommand } from '../../../lib/commands/use-command.ts';
import { useZone } from '../../../lib/session.ts';
import { showToast } from '../../../lib/toast.ts';
import { Button } from '../../../ui/button.tsx';
import { ItemsField, SelectField } from '../../../ui/forms/choice-field.tsx';
import { DateField } from '../../../ui/forms/date-field.tsx';
import { FormDialog } from '../../../ui/forms/form-dialog.tsx';
import { TextField } from '../../../ui/forms/text-field.tsx';
import { useForm } from '../../../ui/forms/use-form.ts';
import { PersonField } from '../../base/parts/person-field.tsx';

const useToday = (): string => localDay(Date.now(), useZone());

export function ActDialog({ onClose }: { onClose: () => void }): ReactNode {
  const add = useCommand(addAct, {
    done: 'Акт записан',
    onDone: onClose,
  });
  const form = useForm({
    start: { number: '', signedOn: useToday(), title: '' },
    commands: add,
    send: (value) => add.mutate({ body: value }),
  });
  return (
    <FormDialog title="Акт о составе" action="Записать" form={form} onClose={onClose}>
      <TextField form={form} name="number" label="Номер" />
      <DateField form={form} name="signedOn" label="Подписан" />
      <TextField
        form={form}
        name="title"
        label="О чём"
        hint="Например: о внесении изменений в состав рабочей группы"
      />
    </FormDialog>
  );
}

const actChoices = (acts: readonly GroupAct[]) => [
  { value: '', label: acts.length === 0 ? 'сначала запишите акт' : 'выберите' },
  ...acts.map(({ id, number, signedOn, title }) => ({
    value: id,
    label: `№ ${number} от ${formatDay(signedOn)}. ${title}`,
  })),
];

/** A new line of the composition, or what a known one says of the person. */
export function MemberDialog(props: {
  composition: Composition;
  member?: Membership;
  onClose: () => void;
}): ReactNode {
  const { composition, member, onClose } = props;
  const today = useToday();
  const add = useCommand(addMember, { done: 'Введён в состав', onDone: onClose });
  const change = useCommand(changeMember, { done: 'Строка состава исправлена', onDone: onClose });
  const remove = useCommand(removeMember, { done: 'Ошибочная строка убрана', onDone: onClose });
  const form = useForm({
    start: {
      personId: member?.personId ?? '',
      role: 'member' as GroupRole,
      position: member?.position ?? '',
      organisation: member?.organisation ?? '',
      blocks: member?.blocks ?? [],
      substituteId: member?.substituteId ?? null,
      actId: composition.acts[0]?.id ?? '',
      fromDay: today,
    },
    commands: [add, change, remove],
    check: ({ personId, actId, fromDay }) =>
      member
        ? {}
        : {
            personId: !personId && 'Выберите сотрудника из списка',
            actId: !actId && 'Выберите акт',
            fromDay: !fromDay && 'Назовите день',
          },
    send: ({ personId, role, actId, fromDay, ...said }) => {
      if (member) change.mutate({ params: { id: member.id }, body: { version: member.version, ...said } });
      else add.mutate({ body: { ...said, personId, role, fromDay, actId } });
    },
  });
  return (
    <FormDialog
      title={member ? member.name : 'Ввести в состав'}
      action={member ? 'Сохранить' : 'Ввести'}
      form={form}
      onClose={onClose}
      more={
        member && (
          <Button
            kind="danger"
            busy={remove.isPending}
            onClick={() => remove.mutate({ params: { id: member.id }, query: { version: member.version } })}
          >
            Убрать: внесено по ошибке
          </Button>
        )
      }
    >
      {!member && (
        <>
          <PersonField
            form={form}
            name="personId"
            label="Сотрудник"
            also={(picked) => (form.get().position ? {} : { position: picked.position })}
          />
          <SelectField
            form={form}
            name="role"
            label="Кем"
            choices={groupRoles.map((value) => ({ value, label: groupRoleTitles[value] }))}
          />
        </>
      )}
      <TextField form={form} name="position" label="Должность, как в акте" />
      <TextField form={form} name="organisation" label="Орган или организация" optional />
      <ItemsField
        form={form}
        name="blocks"
        className="group-form"
        legend="Какие отраслевые блоки представляет"
        choices={composition.coverage.map(({ code, title }) => ({ value: code, label: title }))}
      />
      <PersonField
        form={form}
        name="substituteId"
        orNull
        label="Кто замещает на заседаниях"
        optional
        initial={member?.substitute ?? ''}
        except={form.values.personId}
      />
      {!member && (
        <>
          <SelectField
            form={form}
            name="actId"
            label="По какому акту"
            choices={actChoices(composition.acts)}
          />
          <DateField form={form} name="fromDay" label="С какого дня" />
        </>
      )}
    </FormDialog>
  );
}

export function EndDialog(props: {
  member: Membership;
  composition: Composition;
  onClose: () => void;
}): ReactNode {
  const { member, composition, onClose } = props;
  const today = useToday();
  const end = useCommand(endMember, {
    onDone: (_, { body }) => {
      showToast(`${member.name}: последний день ${formatDay(body.toDay)}`);
      onClose();
    },
  });
  const form = useForm({
    start: { toDay: today, actId: composition.acts[0]?.id ?? '', ground: '' },
    commands: end,
    check: ({ toDay, ground }) => ({
      ground: toDay < today && ground.trim().length < 3 && 'Назовите основание',
    }),
    send: (values) => end.mutate({ params: { id: member.id }, body: { version: member.version, ...values } }),
  });
  const isPast = form.values.toDay !== '' && form.values.toDay < today;
  return (
    <FormDialog title={`Вывести из состава: ${member.name}`} action="Вывести" form={form} onClose={onClose}>
      <DateField form={form} name="toDay" label="Последний день в составе" />
      <SelectField form={form} name="actId" label="По какому акту" choices={actChoices(composition.acts)} />
      {isPast && (
        <TextField
          form={form}
          name="ground"
          label="Основание"
          hint="Состав прошедших дней меняет только новый акт. Кто входил в группу на проведённом заседании, не меняется"
        />
      )}
      <p className="muted small">Строка останется: видно будет, кто входил в состав на любой день.</p>
    </FormDialog>
  );
}
