import type { ReactNode } from 'react';
import {
  createProvider,
  editProvider,
  type Provider,
  type ProviderInput,
  usualClaims,
} from '../../../../shared/contract/base/providers.ts';
import { keysOf } from '../../../../shared/known.ts';
import { useCommand } from '../../../lib/commands/use-command.ts';
import { CheckField, SegmentedField, SelectField } from '../../../ui/forms/choice-field.tsx';
import type { Fields } from '../../../ui/forms/fields.ts';
import { partOf } from '../../../ui/forms/fields.ts';
import { FormDialog } from '../../../ui/forms/form-dialog.tsx';
import { TextField } from '../../../ui/forms/text-field.tsx';
import { useForm } from '../../../ui/forms/use-form.ts';
import { tellTrouble } from './sign-in-again.tsx';

type ProviderFields = Omit<ProviderInput, 'claims'> & { claims: typeof usualClaims };

const fresh: ProviderFields = {
  title: '',
  audience: 'staff',
  issuer: '',
  clientId: '',
  clientSecret: '',
  scope: 'openid profile email',
  claims: usualClaims,
  level: 'esia_verified',
  asksFactor: false,
  endsOutside: false,
  mayBePrivate: false,
  isActive: false,
};

const claimWords: Readonly<Record<keyof ProviderFields['claims'], string>> = {
  email: 'Почта',
  phone: 'Телефон',
  surname: 'Фамилия',
  givenName: 'Имя',
  patronymic: 'Отчество',
  verified: 'Признак подтверждённой записи',
};

/** One system of sign-in: where it is, how it knows us, what its words mean. */
export function ProviderForm(props: {
  provider: Provider | undefined;
  returnTo: { staff: string; resident: string };
  leaveTo: { staff: string; resident: string };
  onClose: () => void;
}): ReactNode {
  const { provider, returnTo, leaveTo } = props;
  const options = { done: 'Система входа сохранена', onDone: props.onClose, onProblem: tellTrouble };
  const create = useCommand(createProvider, options);
  const edit = useCommand(editProvider, options);
  const form = useForm<ProviderFields>({
    start: { ...fresh, ...provider },
    commands: [create, edit],
    send: (body) => (provider ? edit.mutate({ params: { id: provider.id }, body }) : create.mutate({ body })),
  });
  const { audience } = form.values;
  const text = (
    name: 'title' | 'issuer' | 'clientId' | 'clientSecret' | 'scope',
    label: string,
    hint?: string,
  ) => (
    <TextField
      form={form}
      name={name}
      label={label}
      hint={hint}
      autoComplete="off"
      {...(name === 'clientSecret' && { type: 'password', autoComplete: 'new-password' })}
    />
  );
  return (
    <FormDialog
      form={form}
      isWide
      title={provider ? provider.title : 'Подключить систему входа'}
      onClose={props.onClose}
      action="Сохранить систему"
      isListed
      sendsByEnter
    >
      {text('title', 'Название на кнопке', '«Учётная запись администрации», «Госуслуги»')}
      <SegmentedField
        form={form}
        name="audience"
        legend="Для кого"
        choices={[
          { value: 'staff', label: 'Сотрудники' },
          { value: 'resident', label: 'Жители' },
        ]}
      />
      <p className="small">
        Адрес возврата, зарегистрируйте его там дословно: <code>{returnTo[audience]}</code>
      </p>
      {text('issuer', 'Адрес системы (issuer)', 'Например, https://sso.example.ru/realms/city')}
      {text('clientId', 'Имя клиента')}
      {text(
        'clientSecret',
        'Секрет клиента',
        provider?.hasSecret ? 'Сохранён. Впишите новый, только если он сменился.' : 'Хранится зашифрованным',
      )}
      {text('scope', 'Области')}
      {audience === 'resident' && <LevelFields form={form} />}
      <ClaimFields form={partOf(form, 'claims')} />
      <CheckField form={form} name="asksFactor">
        Система сама спрашивает второй фактор: наш поверх него не нужен
      </CheckField>
      <CheckField
        form={form}
        name="endsOutside"
        hint={
          <>
            Если она это умеет. Запишите там адрес возврата после выхода: <code>{leaveTo[audience]}</code>
          </>
        }
      >
        Выход завершает сеанс и в этой системе
      </CheckField>
      <CheckField form={form} name="mayBePrivate">
        Адрес может вести во внутреннюю сеть
      </CheckField>
      <CheckField form={form} name="isActive">
        Показывать на странице входа
      </CheckField>
    </FormDialog>
  );
}

function LevelFields({ form }: { form: Fields<ProviderFields> }): ReactNode {
  return (
    <SelectField
      form={form}
      name="level"
      label="Что она доказывает о жителе"
      choices={[
        { value: 'esia_verified', label: 'Личность: подтверждённая запись ЕСИА' },
        { value: 'esia_simplified', label: 'Упрощённая запись ЕСИА' },
        { value: 'phone', label: 'Телефон' },
        { value: 'social', label: 'Учётная запись в сети' },
      ]}
    />
  );
}

function ClaimFields({ form }: { form: Fields<ProviderFields['claims']> }): ReactNode {
  return (
    <details>
      <summary>Как называются сведения в ответе системы</summary>
      <div className="stack">
        {keysOf(claimWords).map((name) => (
          <TextField key={name} form={form} name={name} label={claimWords[name]} />
        ))}
      </div>
    </details>
  );
}
