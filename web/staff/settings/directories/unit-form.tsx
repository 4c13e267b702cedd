import { type ReactNode, useState } from 'react';
import { createUnit, editUnit, type Unit } from '../../../../shared/contract/base/people.ts';
import { getTaxonomy } from '../../../../shared/contract/base/taxonomy.ts';
import { getCity } from '../../../../shared/contract/base/territory.ts';
import { keysOf } from '../../../../shared/known.ts';
import { useCommand } from '../../../lib/commands/use-command.ts';
import { useRoute } from '../../../lib/query.ts';
import { Button } from '../../../ui/button.tsx';
import { CheckField, ItemField, SelectField } from '../../../ui/forms/choice-field.tsx';
import type { Fields } from '../../../ui/forms/fields.ts';
import { FormDialog } from '../../../ui/forms/form-dialog.tsx';
import { TextField } from '../../../ui/forms/text-field.tsx';
import { useForm } from '../../../ui/forms/use-form.ts';

const texts = {
  title: 'Название',
  shortTitle: 'Коротко',
  phone: 'Телефон',
  email: 'Почта',
  address: 'Адрес',
  inn: 'ИНН',
} as const;

/** A unit: name, place in the tree, what work it takes and where, contacts; a closed one takes no new work. */
export function UnitForm(props: {
  unit: Unit | null;
  units: readonly Unit[];
  onClose: () => void;
}): ReactNode {
  const { unit, units, onClose } = props;
  const options = { done: 'Подразделение записано', onDone: onClose };
  const create = useCommand(createUnit, options);
  const edit = useCommand(editUnit, options);
  // The unit the form was filled from, whatever is read anew beneath it.
  const [seen] = useState(unit?.version ?? 1);
  const form = useForm({
    start: {
      parentId: unit?.parentId ?? null,
      title: unit?.title ?? '',
      shortTitle: unit?.shortTitle ?? '',
      kind: unit?.kind ?? '',
      districts: unit?.districts ?? [],
      isExternal: unit?.isExternal ?? false,
      phone: unit?.phone ?? '',
      email: unit?.email ?? '',
      address: unit?.address ?? '',
      inn: unit?.inn ?? '',
    },
    commands: [create, edit],
    gap: (value) => (value.title.trim() && value.shortTitle.trim() ? null : 'Заполните название'),
    send: () => send(unit?.isActive ?? true),
  });
  const value = form.values;
  const send = (isActive: boolean): void =>
    unit
      ? edit.mutate({ params: { id: unit.id }, body: { ...value, isActive, version: seen } })
      : create.mutate({ body: value });
  const isBusy = create.isPending || edit.isPending;
  return (
    <FormDialog
      form={form}
      isWide
      title={unit ? unit.title : 'Новое подразделение'}
      onClose={onClose}
      action="Записать"
      more={
        unit && (
          <Button busy={isBusy} onClick={() => send(!unit.isActive)}>
            {unit.isActive ? 'Закрыть подразделение' : 'Открыть снова'}
          </Button>
        )
      }
    >
      <div className="desk__filters">
        {keysOf(texts).map((name) => (
          <TextField
            key={name}
            form={form}
            name={name}
            label={texts[name]}
            optional={name !== 'title' && name !== 'shortTitle'}
          />
        ))}
      </div>
      <Belonging unit={unit} units={units} form={form} />
    </FormDialog>
  );
}

interface Belongs {
  parentId: string | null;
  kind: string;
  districts: string[];
  isExternal: boolean;
}

function Belonging(props: { unit: Unit | null; units: readonly Unit[]; form: Fields<Belongs> }): ReactNode {
  const { form, unit, units } = props;
  const kinds = useRoute(getTaxonomy, undefined, { staleTime: 60_000 }).data?.executorKinds ?? {};
  const districts = useRoute(getCity, undefined, { staleTime: 600_000 }).data?.districts ?? [];
  return (
    <>
      <div className="desk__filters">
        <SelectField
          form={form}
          name="parentId"
          orNull
          label="Подчинено"
          choices={[
            { value: '', label: 'никому' },
            ...units
              .filter((one) => one.isActive && one.id !== unit?.id)
              .map(({ id, title }) => ({ value: id, label: title })),
          ]}
        />
        <SelectField
          form={form}
          name="kind"
          label="Чью работу берёт"
          choices={[
            { value: '', label: 'никакую' },
            ...Object.entries(kinds).map(([kind, label]) => ({ value: kind, label })),
          ]}
        />
      </div>
      <CheckField form={form} name="isExternal">
        Вне администрации
      </CheckField>
      <fieldset className="cluster">
        <legend className="field__label">Районы (ни одного — весь город)</legend>
        {districts.map(({ id, title }) => (
          <ItemField key={id} form={form} name="districts" item={id}>
            {title}
          </ItemField>
        ))}
      </fieldset>
    </>
  );
}
