import { type ReactNode, useState } from 'react';
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
import { groupRoleTitles } from '../../../../shared/text/working-group.ts';
import { fieldWords } from '../../../lib/commands/failure.ts';
import { useCommand } from '../../../lib/commands/use-command.ts';
import { useZone } from '../../../lib/session.ts';
import { showToast } from '../../../lib/toast.ts';
import { Button } from '../../../ui/button.tsx';
import { Checkbox } from '../../../ui/forms/choice.tsx';
import { DateInput } from '../../../ui/forms/date-input.tsx';
import { FieldError, Select, TextInput } from '../../../ui/forms/field.tsx';
import { FormDialog } from '../../base/parts/form-dialog.tsx';
import { PersonField } from '../../base/parts/person-field.tsx';

const useToday = (): string => localDay(Date.now(), useZone());

/** What a form says of a failure that belongs to no field of its. */
function Failure(props: { errors: Record<string, string>; fields: readonly string[] }): ReactNode {
  const rest = Object.entries(props.errors).filter(([name]) => !props.fields.includes(name));
  return rest.map(([name, words]) => <FieldError key={name} text={words} />);
}

export function ActDialog({ onClose }: { onClose: () => void }): ReactNode {
  const [value, setValue] = useState({ number: '', signedOn: useToday(), title: '' });
  const add = useCommand(addAct, {
    onDone: () => {
      showToast('Акт записан');
      onClose();
    },
  });
  const errors = fieldWords([add]);
  return (
    <FormDialog
      title="Акт о составе"
      action="Записать"
      commands={add}
      onSend={() => add.mutate({ body: value })}
      onClose={onClose}
    >
      <TextInput
        label="Номер"
        value={value.number}
        error={errors.number}
        onChange={(event) => setValue({ ...value, number: event.target.value })}
      />
      <DateInput
        label="Подписан"
        value={value.signedOn}
        error={errors.signedOn}
        onChange={(signedOn) => setValue({ ...value, signedOn })}
      />
      <TextInput
        label="О чём"
        hint="Например: о внесении изменений в состав рабочей группы"
        value={value.title}
        error={errors.title}
        onChange={(event) => setValue({ ...value, title: event.target.value })}
      />
      <Failure errors={errors} fields={['number', 'signedOn', 'title']} />
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

const memberFields = [
  'personId',
  'role',
  'position',
  'organisation',
  'blocks',
  'fromDay',
  'actId',
  'substituteId',
];

/** A new line of the composition, or what a known one says of the person. */
export function MemberDialog(props: {
  composition: Composition;
  member?: Membership;
  onClose: () => void;
}): ReactNode {
  const { composition, member, onClose } = props;
  const today = useToday();
  const [person, setPerson] = useState(member?.personId ?? '');
  const [role, setRole] = useState<GroupRole>('member');
  const [position, setPosition] = useState(member?.position ?? '');
  const [organisation, setOrganisation] = useState(member?.organisation ?? '');
  const [blocks, setBlocks] = useState<readonly string[]>(member?.blocks ?? []);
  const [fromDay, setFromDay] = useState(today);
  const [actId, setActId] = useState(composition.acts[0]?.id ?? '');
  const [substituteId, setSubstitute] = useState(member?.substituteId ?? null);
  const [missing, setMissing] = useState<Record<string, string>>({});
  const onDone = (words: string) => () => {
    showToast(words);
    onClose();
  };
  const add = useCommand(addMember, { onDone: onDone('Введён в состав') });
  const change = useCommand(changeMember, { onDone: onDone('Строка состава исправлена') });
  const remove = useCommand(removeMember, { onDone: onDone('Ошибочная строка убрана') });
  const errors = { ...missing, ...fieldWords([add, change, remove]) };
  const send = () => {
    const said = { position, organisation, blocks: [...blocks], substituteId };
    if (member) {
      change.mutate({ params: { id: member.id }, body: { version: member.version, ...said } });
      return;
    }
    const lacks = {
      ...(!person && { personId: 'Выберите сотрудника из списка' }),
      ...(!actId && { actId: 'Выберите акт' }),
      ...(!fromDay && { fromDay: 'Назовите день' }),
    };
    setMissing(lacks);
    if (Object.keys(lacks).length === 0)
      add.mutate({ body: { ...said, personId: person, role, fromDay, actId } });
  };
  const toggle = (code: string) => (isOn: boolean) =>
    setBlocks(isOn ? [...blocks, code] : blocks.filter((one) => one !== code));
  return (
    <FormDialog
      title={member ? member.name : 'Ввести в состав'}
      action={member ? 'Сохранить' : 'Ввести'}
      commands={[add, change]}
      onSend={send}
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
            label="Сотрудник"
            error={errors.personId}
            onPick={(picked) => {
              setPerson(picked?.id ?? '');
              if (picked && !position) setPosition(picked.position);
            }}
          />
          <Select
            label="Кем"
            value={role}
            error={errors.role}
            choices={groupRoles.map((value) => ({ value, label: groupRoleTitles[value] }))}
            onChange={setRole}
          />
        </>
      )}
      <TextInput
        label="Должность, как в акте"
        value={position}
        error={errors.position}
        onChange={(event) => setPosition(event.target.value)}
      />
      <TextInput
        label="Орган или организация"
        optional
        value={organisation}
        error={errors.organisation}
        onChange={(event) => setOrganisation(event.target.value)}
      />
      <fieldset className="group-form">
        <legend>Какие отраслевые блоки представляет</legend>
        {errors.blocks && <FieldError text={errors.blocks} />}
        {composition.coverage.map(({ code, title }) => (
          <Checkbox key={code} checked={blocks.includes(code)} onChange={toggle(code)}>
            {title}
          </Checkbox>
        ))}
      </fieldset>
      <PersonField
        label="Кто замещает на заседаниях"
        optional
        initial={member?.substitute ?? ''}
        except={person}
        error={errors.substituteId}
        onPick={(picked) => setSubstitute(picked?.id ?? null)}
      />
      {!member && (
        <>
          <Select
            label="По какому акту"
            value={actId}
            error={errors.actId}
            choices={actChoices(composition.acts)}
            onChange={setActId}
          />
          <DateInput label="С какого дня" value={fromDay} error={errors.fromDay} onChange={setFromDay} />
        </>
      )}
      <Failure errors={errors} fields={memberFields} />
    </FormDialog>
  );
}

export function EndDialog(props: {
  member: Membership;
  composition: Composition;
  onClose: () => void;
}): ReactNode {
  const { member, composition, onClose } = props;
  const [toDay, setToDay] = useState(useToday());
  const [actId, setActId] = useState(composition.acts[0]?.id ?? '');
  const end = useCommand(endMember, {
    onDone: () => {
      showToast(`${member.name}: последний день ${formatDay(toDay)}`);
      onClose();
    },
  });
  const errors = fieldWords([end]);
  const send = () =>
    end.mutate({ params: { id: member.id }, body: { version: member.version, toDay, actId } });
  return (
    <FormDialog
      title={`Вывести из состава: ${member.name}`}
      action="Вывести"
      commands={end}
      onSend={send}
      onClose={onClose}
    >
      <DateInput label="Последний день в составе" value={toDay} error={errors.toDay} onChange={setToDay} />
      <Select
        label="По какому акту"
        value={actId}
        error={errors.actId}
        choices={actChoices(composition.acts)}
        onChange={setActId}
      />
      <p className="muted small">Строка останется: видно будет, кто входил в состав на любой день.</p>
      <Failure errors={errors} fields={['toDay', 'actId']} />
    </FormDialog>
  );
}
