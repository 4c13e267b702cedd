import type { ReactNode } from 'react';
import { getFile } from '../../../shared/contract/base/files.ts';
import type { SimpleForm } from '../../../shared/contract/pages.ts';
import { buildUrl } from '../../lib/api.ts';
import { useFirstLook } from '../../lib/first-look.ts';
import { PageTitle } from '../../lib/page-title.tsx';
import { Button, ButtonLink } from '../../ui/button.tsx';
import { CheckField } from '../../ui/forms/choice-field.tsx';
import { ErrorSummary } from '../../ui/forms/error-summary.tsx';
import { FieldError } from '../../ui/forms/field.tsx';
import { errorsById, type Fields, useFields } from '../../ui/forms/fields.ts';
import { LongTextField, TextField } from '../../ui/forms/text-field.tsx';
import { PageLink } from '../../ui/page-link.tsx';
import { ConsentBoxes } from '../parts/consent-boxes.tsx';
import { DangerLine } from '../parts/danger-line.tsx';
import './simple.css';
import { SimplePhotos } from './simple-photos.tsx';

/** A message on one page that is sent by the browser itself: for whoever has no scripts. The server keeps its values. */
export function SimplePage(): ReactNode {
  const { form } = useFirstLook();
  return form?.kind === 'message' ? <OnePage form={form} /> : <Elsewhere />;
}

type Values = ReturnType<typeof readValues>;

const readValues = ({ values }: SimpleForm) => ({
  ...values,
  placeless: values.placeless === 'on',
  consent: values.consent === 'on',
  publish: values.publish === 'on',
});

function OnePage({ form }: { form: SimpleForm }): ReactNode {
  const fields = useFields(() => readValues(form), { id: 'message', isPosted: true, errors: form.errors });
  return (
    <form
      className="reading simple"
      method="post"
      action="/new/simple"
      encType="multipart/form-data"
      noValidate
    >
      <input type="hidden" name="key" value={form.key} />
      <ErrorSummary errors={errorsById('message', form.errors)} />
      <div className="question">
        <PageTitle
          text="Сообщить о проблеме"
          {...(Object.keys(form.errors).length > 0 && { alarm: 'Ошибка' })}
        />
        <p>Одна проблема — одно сообщение. Всё на одной странице, без регистрации.</p>
      </div>
      <DangerLine>Есть угроза жизни? Сначала звоните, потом пишите.</DangerLine>
      <What form={form} fields={fields} />
      <Where fields={fields} />
      <Who fields={fields} />
      <Button type="submit" kind="primary" size="main" wide>
        Отправить
      </Button>
      <p className="small">
        Сразу после отправки вы увидите номер и ссылку на своё сообщение. Нужен официальный ответ по{' '}
        <span className="nowrap">59-ФЗ</span> — <PageLink to="/appeals">как подать обращение</PageLink>.
      </p>
    </form>
  );
}

function What({ form, fields }: { form: SimpleForm; fields: Fields<Values> }): ReactNode {
  return (
    <section className="stack" aria-labelledby="simple-what">
      <h2 id="simple-what">Что случилось?</h2>
      <LongTextField form={fields} name="text" label="Опишите коротко" rows={5} />
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

function Where({ fields }: { fields: Fields<Values> }): ReactNode {
  return (
    <section className="stack" aria-labelledby="simple-where">
      <h2 id="simple-where">Где это?</h2>
      <TextField
        form={fields}
        name="address"
        label="Адрес или ориентир"
        hint="Улица и дом, остановка, двор: как вы объяснили бы соседу."
        maxLength={300}
      />
      <CheckField form={fields} name="placeless">
        Места у вопроса нет: он обо всём городе
      </CheckField>
    </section>
  );
}

function Who({ fields }: { fields: Fields<Values> }): ReactNode {
  return (
    <>
      <section className="stack" aria-labelledby="simple-who">
        <h2 id="simple-who">Куда вам ответить?</h2>
        <p>Хватит чего-то одного. Контакт увидит только тот, кто готовит ответ.</p>
        <TextField
          form={fields}
          name="phone"
          label="Телефон"
          type="tel"
          autoComplete="tel"
          placeholder="+7"
        />
        <TextField form={fields} name="email" label="или e-mail" type="email" autoComplete="email" />
        <TextField
          form={fields}
          name="name"
          label="Как к вам обращаться"
          optional
          autoComplete="name"
          maxLength={150}
        />
      </section>
      <ConsentBoxes form={fields} />
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
