import { type ReactNode, useState } from 'react';
import { createUnit, editUnit, type Unit } from '../../../../shared/contract/base/people.ts';
import { getTaxonomy } from '../../../../shared/contract/base/taxonomy.ts';
import { getCity } from '../../../../shared/contract/base/territory.ts';
import { fieldWords } from '../../../lib/commands/failure.ts';
import { useCommand } from '../../../lib/commands/use-command.ts';
import { useRoute } from '../../../lib/query.ts';
import { showToast } from '../../../lib/toast.ts';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { Failures } from '../../../ui/failures/failures.tsx';
import { Checkbox } from '../../../ui/forms/choice.tsx';
import { Select, TextInput } from '../../../ui/forms/field.tsx';

const texts = {
  title: 'Название',
  shortTitle: 'Коротко',
  phone: 'Телефон',
  email: 'Почта',
  address: 'Адрес',
} as const;
type TextName = keyof typeof texts;

/** A unit: name, place in the tree, what work it takes and where, contacts; a closed one takes no new work. */
export function UnitForm(props: {
  unit: Unit | null;
  units: readonly Unit[];
  onClose: () => void;
}): ReactNode {
  const { unit, units, onClose } = props;
  const [value, setValue] = useState({
    parentId: unit?.parentId ?? null,
    title: unit?.title ?? '',
    shortTitle: unit?.shortTitle ?? '',
    kind: unit?.kind ?? '',
    districts: unit?.districts ?? [],
    isExternal: unit?.isExternal ?? false,
    phone: unit?.phone ?? '',
    email: unit?.email ?? '',
    address: unit?.address ?? '',
  });
  const change = (patch: Partial<typeof value>): void => setValue((all) => ({ ...all, ...patch }));
  const onDone = (): void => {
    showToast('Подразделение записано');
    onClose();
  };
  const create = useCommand(createUnit, { onDone });
  const edit = useCommand(editUnit, { onDone });
  const fields = fieldWords([create, edit]);
  const send = (isActive: boolean): void =>
    unit
      ? edit.mutate({ params: { id: unit.id }, body: { ...value, isActive } })
      : create.mutate({ body: value });
  const isBusy = create.isPending || edit.isPending;
  return (
    <Dialog
      isOpen
      isWide
      title={unit ? unit.title : 'Новое подразделение'}
      onClose={onClose}
      foot={
        <>
          {unit && (
            <Button busy={isBusy} onClick={() => send(!unit.isActive)}>
              {unit.isActive ? 'Закрыть подразделение' : 'Открыть снова'}
            </Button>
          )}
          <Button
            kind="primary"
            busy={isBusy}
            disabledReason={value.title.trim() && value.shortTitle.trim() ? null : 'Заполните название'}
            onClick={() => send(unit?.isActive ?? true)}
          >
            Записать
          </Button>
        </>
      }
    >
      <div className="desk__filters">
        {(Object.keys(texts) as TextName[]).map((name) => (
          <TextInput
            key={name}
            label={texts[name]}
            optional={name !== 'title' && name !== 'shortTitle'}
            value={value[name]}
            error={fields[name] ?? fields[`body.${name}`]}
            onChange={(event) => change({ [name]: event.target.value })}
          />
        ))}
      </div>
      <Belonging unit={unit} units={units} value={value} change={change} error={fields.parentId} />
      <Failures of={[create, edit]} />
    </Dialog>
  );
}

interface Belongs {
  parentId: string | null;
  kind: string;
  districts: string[];
  isExternal: boolean;
}

function Belonging(props: {
  unit: Unit | null;
  units: readonly Unit[];
  value: Belongs;
  error: string | undefined;
  change: (patch: Partial<Belongs>) => void;
}): ReactNode {
  const { unit, units, value, change } = props;
  const kinds = useRoute(getTaxonomy, undefined, { staleTime: 60_000 }).data?.executorKinds ?? {};
  const districts = useRoute(getCity, undefined, { staleTime: 600_000 }).data?.districts ?? [];
  return (
    <>
      <div className="desk__filters">
        <Select<string>
          label="Подчинено"
          value={value.parentId ?? ''}
          error={props.error}
          choices={[
            { value: '', label: 'никому' },
            ...units
              .filter((one) => one.isActive && one.id !== unit?.id)
              .map(({ id, title }) => ({ value: id, label: title })),
          ]}
          onChange={(parentId) => change({ parentId: parentId || null })}
        />
        <Select<string>
          label="Чью работу берёт"
          value={value.kind}
          choices={[
            { value: '', label: 'никакую' },
            ...Object.entries(kinds).map(([kind, label]) => ({ value: kind, label })),
          ]}
          onChange={(kind) => change({ kind })}
        />
      </div>
      <Checkbox checked={value.isExternal} onChange={(isExternal) => change({ isExternal })}>
        Вне администрации
      </Checkbox>
      <fieldset className="cluster">
        <legend className="field__label">Районы (ни одного — весь город)</legend>
        {districts.map(({ id, title }) => (
          <Checkbox
            key={id}
            checked={value.districts.includes(id)}
            onChange={(isOn) =>
              change({
                districts: isOn ? [...value.districts, id] : value.districts.filter((one) => one !== id),
              })
            }
          >
            {title}
          </Checkbox>
        ))}
      </fieldset>
    </>
  );
}
