import type { ReactNode } from 'react';
import type { PageCard, Register } from '../../../../shared/contract/pages/register.ts';
import { changePage, createPage, listSources } from '../../../../shared/contract/pages/register-acts.ts';
import { useCommand } from '../../../lib/commands/use-command.ts';
import { useRoute } from '../../../lib/query.ts';
import { SelectField } from '../../../ui/forms/choice-field.tsx';
import { FormDialog } from '../../../ui/forms/form-dialog.tsx';
import { TextField } from '../../../ui/forms/text-field.tsx';
import { useForm } from '../../../ui/forms/use-form.ts';
import {
  BodyField,
  checkPage,
  emptyPage,
  type FieldsProps,
  GradeField,
  KeeperFields,
  NetworkPart,
  toPageBody,
  valuesOfPage,
} from './page-fields.tsx';

/** N: an official page of a body. */
export function CreatePageDialog(props: {
  register: Register;
  unitId: string;
  onDone: (id: string) => void;
  onClose: () => void;
}): ReactNode {
  const create = useCommand(createPage, {
    done: 'Страница внесена в реестр',
    onDone: ({ id }) => props.onDone(id),
  });
  const form = useForm({
    start: emptyPage(props.unitId),
    commands: create,
    check: checkPage,
    send: ({ grade, ...values }) => grade && create.mutate({ body: toPageBody({ ...values, grade }) }),
  });
  return (
    <FormDialog form={form} title="Добавить страницу" action="Внести" isWide onClose={props.onClose}>
      <PageFields form={form} register={props.register} pageId={null} keeper="" />
    </FormDialog>
  );
}

/** C: what is known of it, put right. */
export function ChangePageDialog(props: {
  card: PageCard;
  register: Register;
  onClose: () => void;
}): ReactNode {
  const { card, onClose } = props;
  const change = useCommand(changePage, { done: 'Исправлено', onDone: onClose });
  const form = useForm({
    start: valuesOfPage(card),
    commands: change,
    check: checkPage,
    send: ({ grade, ...values }) =>
      grade &&
      change.mutate({
        params: { id: card.id },
        body: { version: card.version, ...toPageBody({ ...values, grade }) },
      }),
  });
  return (
    <FormDialog form={form} title="Изменить страницу" action="Записать" isWide onClose={onClose}>
      <PageFields form={form} register={props.register} pageId={card.id} keeper={card.keeper ?? ''} />
    </FormDialog>
  );
}

function PageFields(props: FieldsProps): ReactNode {
  const { form } = props;
  return (
    <>
      <BodyField {...props} />
      <NetworkPart {...props} />
      <TextField form={form} name="title" label="Как названа в сети" maxLength={200} />
      <TextField form={form} name="url" label="Адрес страницы" type="url" maxLength={500} />
      <GradeField {...props} />
      <SourceField {...props} />
      <KeeperFields {...props} />
      <TextField form={form} name="gosId" label="ID госпаблика" optional maxLength={60} />
      <TextField
        form={form}
        name="settingsUrl"
        label="Адрес в настройках страницы"
        optional
        maxLength={200}
      />
    </>
  );
}

function SourceField({ form, pageId }: FieldsProps): ReactNode {
  const { sources = [] } = useRoute(listSources).data ?? {};
  const { network } = form.values;
  return (
    <SelectField
      form={form}
      name="networkPageId"
      label="Чем читается"
      hint="Подключённая страница сети: по ней считаются публикации недели"
      none="не читается"
      choices={sources
        .filter((one) => one.network === network && (one.boundTo === null || one.boundTo === pageId))
        .map(({ id, title }) => ({ value: id, label: title }))}
    />
  );
}
