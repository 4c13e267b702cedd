import type { ReactNode } from 'react';
import type { PageCard, Register } from '../../../../shared/contract/pages/register.ts';
import { RadioField, SelectField } from '../../../ui/forms/choice-field.tsx';
import { DateField } from '../../../ui/forms/date-field.tsx';
import type { Fields } from '../../../ui/forms/fields.ts';
import { TextField } from '../../../ui/forms/text-field.tsx';
import { PersonField } from '../../base/parts/person-field.tsx';

export interface PageValues {
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

export const emptyPage = (unitId: string): PageValues => ({
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

export const valuesOfPage = (card: PageCard): PageValues => ({
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

export const checkPage = ({ unitId, network, title, url, grade, contract, contractUntil }: PageValues) => ({
  unitId: !unitId && 'Чья это страница?',
  network: !network && 'Выберите сеть',
  title: title.trim().length < 2 && 'Напишите, как страница названа в сети',
  url:
    !/^https:\/\/[^\s/]+\.[^\s/]+(?:\/\S*)?$/u.test(url.trim()) &&
    'Адрес страницы целиком, например https://vk.com/gorod',
  grade: !grade && 'Выберите уровень',
  contract: contractUntil !== '' && !contract.trim() && 'Назовите договор: номер, дату, с кем',
});

export const toPageBody = (values: PageValues & { grade: PageCard['grade'] }) => ({
  ...values,
  title: values.title.trim(),
  keeperId: values.keeperId || null,
  contractUntil: values.contractUntil || null,
  networkPageId: values.networkPageId || null,
});

export interface FieldsProps {
  form: Fields<PageValues>;
  register: Register;
  /** The page that is changed; null of a new one. */
  pageId: string | null;
  keeper: string;
}

/** Whose page it is. */
export function BodyField({ form, register }: Pick<FieldsProps, 'form' | 'register'>): ReactNode {
  return (
    <SelectField
      form={form}
      name="unitId"
      label="Орган или учреждение"
      none="выберите"
      choices={register.bodies
        .filter(({ unitId, isActive }) => isActive || unitId === form.values.unitId)
        .map(({ unitId, title, depth }) => ({ value: unitId, label: `${'— '.repeat(depth)}${title}` }))}
    />
  );
}

/** Networks a page may be in; those it may not stand below with the reason. */
export function NetworkPart({ form, register }: Pick<FieldsProps, 'form' | 'register'>): ReactNode {
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

/** How much it owes in a week. */
export function GradeField({ form, register }: Pick<FieldsProps, 'form' | 'register'>): ReactNode {
  return (
    <RadioField
      form={form}
      name="grade"
      legend="Уровень"
      choices={register.grades.map(({ id, title, about, norm }) => ({
        value: id,
        label: `${title}: ${norm} в неделю, ${about}`,
      }))}
    />
  );
}

/** Who keeps it, and how they are reached. */
export function KeeperFields({ form, keeper }: Pick<FieldsProps, 'form' | 'keeper'>): ReactNode {
  return (
    <>
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
    </>
  );
}
