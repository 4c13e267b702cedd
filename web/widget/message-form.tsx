import type { ReactNode } from 'react';
import type { SimpleForm, WidgetView } from '../../shared/contract/pages.ts';
import { LineInput, TextInput, Tick } from './fields.tsx';
import { Outside } from './outside.tsx';

/**
 * A message on one page, sent by the browser itself from a document that knows nobody. The second button takes the same words to our
 * site, in a window of its own: a photo, a place on the map and signing in are there.
 */
export function MessageForm({ view, form }: { view: WidgetView; form: SimpleForm }): ReactNode {
  const { base, origin } = view;
  const { values, errors, key } = form;
  return (
    <form method="post" action={`${base}/message`} encType="multipart/form-data" noValidate>
      <input type="hidden" name="key" value={key} />
      <ErrorList errors={errors} />
      <p className="danger">
        Есть угроза жизни? Сначала звоните <a href="tel:112">112</a>.
      </p>
      <TextInput
        name="text"
        label="Что случилось?"
        hint="Одна проблема — одно сообщение."
        rows={4}
        value={values.text}
        error={errors.text}
      />
      <LineInput
        name="address"
        label="Где это?"
        hint="Улица и дом, остановка, двор."
        value={values.address}
        error={errors.address}
        maxLength={300}
      />
      <Tick name="placeless" isOn={values.placeless === 'on'}>
        Места у вопроса нет: он обо всём городе
      </Tick>
      <Contacts form={form} />
      <Consents view={view} form={form} />
      <button type="submit" className="button">
        Отправить
      </button>
      <button
        type="submit"
        className="button button--quiet"
        formAction={`${origin}/from-widget`}
        formTarget="_blank"
        formNoValidate
      >
        Продолжить на сайте: фото, карта, вход
        <Outside />
      </button>
      <p className="hint">
        Это сообщение, а не обращение по 59-ФЗ:{' '}
        <a href={`${origin}/appeals`} target="_blank" rel="noopener">
          как подать обращение
          <Outside />
        </a>
        .
      </p>
    </form>
  );
}

function Contacts({ form: { values, errors } }: { form: SimpleForm }): ReactNode {
  return (
    <fieldset>
      <legend>Куда ответить? Хватит чего-то одного</legend>
      <LineInput
        name="phone"
        label="Телефон"
        type="tel"
        autoComplete="tel"
        value={values.phone}
        error={errors.phone}
      />
      <LineInput
        name="email"
        label="или e-mail"
        type="email"
        autoComplete="email"
        value={values.email}
        error={errors.email}
      />
      <LineInput
        name="name"
        label="Как к вам обращаться"
        optional
        autoComplete="name"
        maxLength={150}
        value={values.name}
        error={errors.name}
      />
    </fieldset>
  );
}

/** Two apart, both unticked when the form opens; the document is a page of our site. */
function Consents({ view, form }: { view: WidgetView; form: SimpleForm }): ReactNode {
  const { origin, city } = view;
  const { values, errors } = form;
  return (
    <>
      <Tick name="consent" isOn={values.consent === 'on'} error={errors.consent}>
        Даю{' '}
        <a href={`${origin}/consent`} target="_blank" rel="noopener">
          согласие на обработку персональных данных
          <Outside />
        </a>{' '}
        администрации {city.genitive}, чтобы рассмотреть сообщение и ответить мне.
      </Tick>
      <Tick name="publish" isOn={values.publish === 'on'}>
        Разрешаю показать текст на карте без имени и контактов{' '}
        <span className="optional">(необязательно)</span>
      </Tick>
    </>
  );
}

/** On top, with links to the controls; the script of the frame puts the focus on it. */
function ErrorList({ errors }: { errors: SimpleForm['errors'] }): ReactNode {
  const all = Object.entries(errors);
  if (all.length === 0) return null;
  return (
    <div className="errors" role="alert" tabIndex={-1} data-focus="" aria-labelledby="errors">
      <h2 id="errors">Сообщение не отправлено</h2>
      <ul>
        {all.map(([name, words]) => (
          <li key={name}>{name === '' ? words : <a href={`#${name}`}>{words}</a>}</li>
        ))}
      </ul>
    </div>
  );
}
