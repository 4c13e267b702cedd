import { type ReactNode, useState } from 'react';
import { readSession } from '../../../../shared/contract/base/identity.ts';
import { type CityCardState, saveCard } from '../../../../shared/contract/base/our-city.ts';
import { zoneTitle, zoneTitles } from '../../../../shared/text/base/city-card-words.ts';
import { isInn, isOgrn } from '../../../../shared/text/requisites.ts';
import { useCommand } from '../../../lib/commands/use-command.ts';
import { SelectField } from '../../../ui/forms/choice-field.tsx';
import { type Fields, partOf } from '../../../ui/forms/fields.ts';
import { Form, SendButton } from '../../../ui/forms/form.tsx';
import { LinesField, TextField } from '../../../ui/forms/text-field.tsx';
import { useForm } from '../../../ui/forms/use-form.ts';
import { Note } from '../../../ui/mark.tsx';
import { Section } from '../../../ui/section.tsx';
import { ArmsField } from './arms-field.tsx';
import { type CardValues, valuesOf } from './card-values.ts';
import { NameFields } from './name-fields.tsx';

const findFaults = ({ card }: CardValues) => ({
  'card.names.title.nominative': !card.names.title.nominative.trim() && 'Назовите муниципальное образование',
  'card.organisation.inn':
    card.organisation.inn.trim() !== '' &&
    !isInn(card.organisation.inn.trim()) &&
    'ИНН организации — 10 цифр; проверьте их',
  'card.organisation.ogrn':
    card.organisation.ogrn.trim() !== '' &&
    !isOgrn(card.organisation.ogrn.trim()) &&
    'ОГРН — 13 цифр; проверьте их',
});

/** The whole card; it may be saved half filled in, what is still missing the readiness tells. */
export function CardForm({ state }: { state: CityCardState }): ReactNode {
  // The version its fields were read with: the card may be read anew meanwhile.
  const [seen, setSeen] = useState(state.version);
  const save = useCommand(saveCard, {
    refreshes: ['our-city', readSession.id, 'territory'],
    done: 'Карточка города сохранена',
    onDone: (fresh) => {
      setSeen(fresh.version);
      form.restart(valuesOf(fresh));
    },
  });
  const form = useForm<CardValues>({
    start: valuesOf(state),
    commands: save,
    check: findFaults,
    send: ({ card, reason }) => save.mutate({ body: { version: seen, reason, card } }),
  });
  const card = partOf(form, 'card');
  return (
    <Form
      form={form}
      className="our-city"
      label="Карточка города"
      isListed
      actions={
        <div className="our-city__save">
          <TextField
            form={form}
            name="reason"
            label="Почему меняете"
            hint="Останется в истории"
            maxLength={300}
            optional
          />
          <SendButton form={form}>Сохранить редакцию {seen + 1}</SendButton>
        </div>
      }
    >
      {state.card === null && (
        <Note>
          <p>
            Здесь пока пусто. Назовите город: его увидят жители, его напечатают на бланках. Сохранить можно и
            не всё сразу.
          </p>
        </Note>
      )}
      <CityPart form={card} zoneInForce={state.card ? state.zoneInForce : null} />
      <OrganisationPart form={partOf(card, 'organisation')} />
      <OperatorPart form={partOf(card, 'operator')} />
      <SignerPart form={partOf(card, 'signer')} />
      <Section title="Герб" className="desk__sheet our-city__part">
        <ArmsField form={card} name="arms" />
      </Section>
    </Form>
  );
}

type Card = CardValues['card'];

/** `zoneInForce` = null while nothing has been counted by any zone. */
function CityPart({ form, zoneInForce }: { form: Fields<Card>; zoneInForce: string | null }): ReactNode {
  const { zone } = form.values;
  const zones = [...new Set([...Object.keys(zoneTitles), zoneInForce ?? zone, zone])];
  const names = partOf(form, 'names');
  return (
    <Section title="Город" className="desk__sheet our-city__part">
      <NameFields
        form={partOf(names, 'title')}
        label="Муниципальное образование"
        hint="Полное название по уставу: «Энский городской округ»"
      />
      <NameFields form={partOf(names, 'town')} label="Город" hint="Как его зовут люди: «Энск»" />
      <TextField form={form} name="region" label="Субъект федерации" maxLength={200} optional />
      <SelectField
        form={form}
        name="zone"
        label="Часовой пояс"
        hint={
          zoneInForce === null || zone === zoneInForce
            ? 'По нему считаются дни, рабочие часы и сроки'
            : `Сейчас сервер считает по другому: ${zoneTitle(zoneInForce)}. Новый начнёт действовать после перезапуска сервера.`
        }
        choices={zones.map((value) => ({ value, label: zoneTitle(value) }))}
      />
    </Section>
  );
}

function OrganisationPart({ form }: { form: Fields<Card['organisation']> }): ReactNode {
  return (
    <Section title="Организация" className="desk__sheet our-city__part">
      <TextField
        form={form}
        name="full"
        label="Полное название"
        hint="Первая строка бланка"
        maxLength={300}
      />
      <TextField form={form} name="short" label="Краткое название" maxLength={150} optional />
      <LinesField
        form={form}
        name="lines"
        label="Строки бланка под названием"
        hint="Каждая с новой строки, не больше четырёх: адрес, телефон, почта"
        rows={3}
        optional
      />
      <div className="our-city__pair">
        <TextField form={form} name="inn" label="ИНН" inputMode="numeric" hint="10 цифр" maxLength={12} />
        <TextField
          form={form}
          name="ogrn"
          label="ОГРН"
          inputMode="numeric"
          hint="13 цифр"
          maxLength={15}
          optional
        />
      </div>
      <TextField form={form} name="address" label="Адрес" maxLength={300} />
      <TextField
        form={form}
        name="place"
        label="Место издания бумаг"
        hint="Стоит под датой протокола и постановления: «г. Энск»"
        maxLength={100}
      />
      <div className="our-city__pair">
        <TextField form={form} name="phone" label="Телефон приёмной" inputMode="tel" maxLength={60} />
        <TextField form={form} name="email" label="Электронная почта" inputMode="email" maxLength={200} />
      </div>
      <TextField
        form={form}
        name="site"
        label="Сайт"
        hint="Адрес целиком, как в строке браузера"
        maxLength={200}
        optional
      />
    </Section>
  );
}

function OperatorPart({ form }: { form: Fields<Card['operator']> }): ReactNode {
  return (
    <Section title="Оператор персональных данных" className="desk__sheet our-city__part">
      <p className="muted">
        Кто отвечает перед жителями за их данные. Стоит на странице о персональных данных, в согласии и в
        уведомлениях Роскомнадзору.
      </p>
      <TextField
        form={form}
        name="name"
        label="Наименование"
        hint="Пусто — та же организация"
        maxLength={300}
        optional
      />
      <TextField
        form={form}
        name="address"
        label="Адрес"
        hint="Пусто — адрес организации"
        maxLength={300}
        optional
      />
      <TextField
        form={form}
        name="contact"
        label="Куда обращаться о своих данных"
        hint="Почта, телефон, кабинет"
        maxLength={300}
      />
    </Section>
  );
}

function SignerPart({ form }: { form: Fields<Card['signer']> }): ReactNode {
  return (
    <Section title="Кто подписывает обычно" className="desk__sheet our-city__part">
      <p className="muted">Печатается там, где бумагу ещё никто не подписал.</p>
      <TextField
        form={form}
        name="position"
        label="Должность"
        hint="«Руководитель муниципального центра управления»"
        maxLength={200}
      />
      <TextField
        form={form}
        name="name"
        label="Фамилия, имя, отчество"
        hint="Пусто — место для имени на бумаге"
        maxLength={150}
        optional
      />
    </Section>
  );
}
