import type { ReactNode } from 'react';
import type { PageCard, Register } from '../../../../shared/contract/pages/register.ts';
import { changePage, createPage, listSources } from '../../../../shared/contract/pages/register-acts.ts';
import { useCommand } from '../../../lib/commands/use-command.ts';
import { useRoute } from '../../../lib/query.ts';
import { RadioField, SelectField } from '../../../ui/forms/choice-field.tsx';
import { DateField } from '../../../ui/forms/date-field.tsx';
import type { Fields } from '../../../ui/forms/fields.ts';
import { FormDialog } from '../../../ui/forms/form-dialog.tsx';
import { TextField } from '../../../ui/forms/text-field.tsx';
import { useForm } from '../../../ui/forms/use-form.ts';
import { PersonField } from '../../base/parts/person-field.tsx';

interface PageValues {
  unitId: string;
  network: string;
  title: string;
  url: string;
  grade: PageCard['grade'] | '';
  keeperId: string;
  contract: string;
  contractUntil: string;
  contact: string;
  networkPageId: string;
  settingsUrl: string;
  gosId: string;
}

const empty = (unitId: string): PageValues => ({
  unitId,
  network: '',
  title: '',
  url: 'https://',
  grade: '',
  keeperId: '',
  contract: '',
  contractUntil: '',
  contact: '',
  networkPageId: '',
  settingsUrl: '',
  gosId: '',
});

const valuesOf = (card: PageCard): PageValues => ({
  unitId: card.unitId,
  network: card.network,
  title: card.title,
  url: card.url,
  grade: card.grade,
  keeperId: card.keeperId ?? '',
  contract: card.contract,
  contractUntil: card.contractUntil ?? '',
  contact: card.contact,
  networkPageId: card.reading.networkPageId ?? '',
  settingsUrl: card.settingsUrl,
  gosId: card.gosId,
});

const checkPage = ({ unitId, network, title, url, grade, contract, contractUntil }: PageValues) => ({
  unitId: !unitId && 'Чья это страница?',
  network: !network && 'Выберите сеть',
  title: title.trim().length < 2 && 'Напишите, как страница названа в сети',
  url:
    !/^https:\/\/[^\s/]+\.[^\s/]+(?:\/\S*)?$/u.test(url.trim()) &&
    'Адрес страницы целиком, например https://vk.com/gorod',
  grade: !grade && 'Выберите уровень',
  contract: contractUntil !== '' && !contract.trim() && 'Назовите договор: номер, дату, с кем',
});

const toBody = (values: PageValues & { grade: PageCard['grade'] }) => ({
  ...values,
  title: values.title.trim(),
  keeperId: values.keeperId || null,
  contractUntil: values.contractUntil || null,
  networkPageId: values.networkPageId || null,
});

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
    start: empty(props.unitId),
    commands: create,
    check: checkPage,
    send: ({ grade, ...values }) => grade && create.mutate({ body: toBody({ ...values, grade }) }),
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
    start: valuesOf(card),
    commands: change,
    check: checkPage,
    send: ({ grade, ...values }) =>
      grade &&
      change.mutate({
        params: { id: card.id },
        body: { version: card.version, ...toBody({ ...values, grade }) },
      }),
  });
  return (
    <FormDialog form={form} title="Изменить страницу" action="Записать" isWide onClose={onClose}>
      <PageFields form={form} register={props.register} pageId={card.id} keeper={card.keeper ?? ''} />
    </FormDialog>
  );
}

interface FieldsProps {
  form: Fields<PageValues>;
  register: Register;
  /** The page that is changed; null of a new one. */
  pageId: string | null;
  keeper: string;
}

function PageFields(props: FieldsProps): ReactNode {
  const { form, register, keeper } = props;
  return (
    <>
      <SelectField
        form={form}
        name="unitId"
        label="Орган или учреждение"
        none="выберите"
        choices={register.bodies
          .filter(({ unitId, isActive }) => isActive || unitId === form.values.unitId)
          .map(({ unitId, title, depth }) => ({ value: unitId, label: `${'— '.repeat(depth)}${title}` }))}
      />
      <NetworkPart {...props} />
      <TextField form={form} name="title" label="Как названа в сети" maxLength={200} />
      <TextField form={form} name="url" label="Адрес страницы" type="url" maxLength={500} />
      <RadioField
        form={form}
        name="grade"
        legend="Уровень"
        choices={register.grades.map(({ id, title, about, norm }) => ({
          value: id,
          label: `${title}: ${norm} в неделю, ${about}`,
        }))}
      />
      <SourceField {...props} />
      <PersonField form={form} name="keeperId" label="Кто ведёт" initial={keeper} optional />
      <TextField
        form={form}
        name="contract"
        label="Договор"
        hint="Номер, дата, с кем, если ведёт подрядчик"
        optional
        maxLength={200}
      />
      <DateField form={form} name="contractUntil" label="Договор действует до" optional />
      <TextField
        form={form}
        name="contact"
        label="Точка связи"
        hint="Служебный телефон или почта, по которым отвечают за страницу"
        optional
        maxLength={200}
      />
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

/** Networks a page may be in; those it may not stand below with the reason. */
function NetworkPart({ form, register }: FieldsProps): ReactNode {
  const may = register.networks.filter(({ use }) => use === 'required' || use === 'recommended');
  const closed = register.networks.filter(({ use }) => use === 'off' || use === 'archived');
  return (
    <div className="stack stack--tight">
      <RadioField
        form={form}
        name="network"
        legend="Сеть"
        choices={may.map(({ id, title, use }) => ({
          value: id,
          label: use === 'required' ? `${title}, обязательна` : `${title}, по желанию`,
        }))}
      />
      <ul className="muted small page-pane__closed" aria-label="Выбрать нельзя">
        {closed.map(({ id, title, ground }) => (
          <li key={id}>
            {title}: выбрать нельзя — {ground}.
          </li>
        ))}
      </ul>
    </div>
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
