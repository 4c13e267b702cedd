import { Link } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { getFile } from '../../../shared/contract/base/files.ts';
import type { SimpleForm } from '../../../shared/contract/pages.ts';
import { buildUrl } from '../../lib/api.ts';
import { useFirstLook } from '../../lib/first-look.ts';
import { PageTitle } from '../../lib/page-title.tsx';
import { Button, ButtonLink } from '../../ui/button.tsx';
import { Checkbox } from '../../ui/forms/choice.tsx';
import { ErrorSummary } from '../../ui/forms/error-summary.tsx';
import { Field, FieldError, TextInput } from '../../ui/forms/field.tsx';
import { ConsentBoxes } from '../parts/consent-boxes.tsx';
import { DangerLine } from '../parts/danger-line.tsx';
import './simple.css';
import { SimplePhotos } from './simple-photos.tsx';

/** A message on one page that is sent by the browser itself: for whoever has no scripts. The server keeps its values. */
export function SimplePage(): ReactNode {
  const { form } = useFirstLook();
  if (form?.kind !== 'message') return <Elsewhere />;
  return (
    <form
      className="reading simple"
      method="post"
      action="/new/simple"
      encType="multipart/form-data"
      noValidate
    >
      <input type="hidden" name="key" value={form.key} />
      <ErrorSummary errors={form.errors} />
      <div className="question">
        <PageTitle
          text="Сообщить о проблеме"
          {...(Object.keys(form.errors).length > 0 && { alarm: 'Ошибка' })}
        />
        <p>Одна проблема — одно сообщение. Всё на одной странице, без регистрации.</p>
      </div>
      <DangerLine>Есть угроза жизни? Сначала звоните, потом пишите.</DangerLine>
      <What form={form} />
      <Where form={form} />
      <Who form={form} />
      <Button type="submit" kind="primary" size="main" wide>
        Отправить
      </Button>
      <p className="small">
        Сразу после отправки вы увидите номер и ссылку на своё сообщение. Нужен официальный ответ по{' '}
        <span className="nowrap">59-ФЗ</span> — <Link to="/appeals">как подать обращение</Link>.
      </p>
    </form>
  );
}

function What({ form }: { form: SimpleForm }): ReactNode {
  return (
    <section className="stack" aria-labelledby="simple-what">
      <h2 id="simple-what">Что случилось?</h2>
      <Field id="message-text" label="Опишите коротко" error={form.errors['message-text']}>
        {(control) => (
          <textarea {...control} className="input" name="text" rows={5} defaultValue={form.values.text} />
        )}
      </Field>
      <Photos form={form} />
    </section>
  );
}

/** Those the server has are not chosen again: a form that comes back with an error loses none. */
function Photos({ form }: { form: SimpleForm }): ReactNode {
  const { photos, errors } = form;
  return (
    <div className={errors.photos ? 'stack has-error' : 'stack'}>
      {errors.photos && <FieldError text={errors.photos} />}
      {photos.length > 0 && (
        <ul className="simple__photos" aria-label="Приложенные фото">
          {photos.map(({ fileId, token, name }) => (
            <li key={fileId}>
              <img
                src={buildUrl(getFile, { params: { id: fileId, variant: 'thumb' }, query: { token } })}
                alt={`Ваше фото ${name}`}
                width={96}
                height={96}
              />
              <input type="hidden" name="photo" value={JSON.stringify({ fileId, token, name })} />
              <label className="check">
                <input type="checkbox" name="drop" value={fileId} />
                <span>
                  Не отправлять<span className="aloud"> фото {name}</span>
                </span>
              </label>
            </li>
          ))}
        </ul>
      )}
      <SimplePhotos />
    </div>
  );
}

function Where({ form }: { form: SimpleForm }): ReactNode {
  return (
    <section className="stack" aria-labelledby="simple-where">
      <h2 id="simple-where">Где это?</h2>
      <TextInput
        id="address"
        name="address"
        label="Адрес или ориентир"
        hint="Улица и дом, остановка, двор: как вы объяснили бы соседу."
        maxLength={300}
        defaultValue={form.values.address}
        error={form.errors.address}
      />
      <Box form={form} name="placeless">
        Места у вопроса нет: он обо всём городе
      </Box>
    </section>
  );
}

function Box(props: { form: SimpleForm; name: 'placeless'; children: ReactNode }): ReactNode {
  const [isOn, setOn] = useState(props.form.values[props.name] === 'on');
  return (
    <Checkbox name={props.name} checked={isOn} onChange={setOn}>
      {props.children}
    </Checkbox>
  );
}

function Who({ form }: { form: SimpleForm }): ReactNode {
  const { values, errors } = form;
  const [consents, setConsents] = useState({
    data: values.consent === 'on',
    publish: values.publish === 'on',
  });
  return (
    <>
      <section className="stack" aria-labelledby="simple-who">
        <h2 id="simple-who">Куда вам ответить?</h2>
        <p>Хватит чего-то одного. Контакт увидит только тот, кто готовит ответ.</p>
        <TextInput
          id="phone"
          name="phone"
          label="Телефон"
          type="tel"
          autoComplete="tel"
          placeholder="+7"
          defaultValue={values.phone}
          error={errors.phone}
        />
        <TextInput
          id="email"
          name="email"
          label="или e-mail"
          type="email"
          autoComplete="email"
          defaultValue={values.email}
          error={errors.email}
        />
        <TextInput
          id="name"
          name="name"
          label="Как к вам обращаться"
          optional
          autoComplete="name"
          maxLength={150}
          defaultValue={values.name}
          error={errors.name}
        />
      </section>
      <ConsentBoxes value={consents} error={errors.consent} onChange={setConsents} />
    </>
  );
}

/** Opened inside the application, where the server has drawn no form: there the form of four steps works. */
function Elsewhere(): ReactNode {
  return (
    <div className="reading">
      <PageTitle text="Сообщить о проблеме" />
      <p>В этом браузере форма работает по шагам: с картой, подсказками и черновиком на устройстве.</p>
      <ButtonLink to="/new" kind="primary">
        Сообщить о проблеме
      </ButtonLink>
    </div>
  );
}
