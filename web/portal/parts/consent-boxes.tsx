import type { ReactNode } from 'react';
import { useFormats } from '../../lib/format.ts';
import { useSession } from '../../lib/session.ts';
import { CheckField } from '../../ui/forms/choice-field.tsx';
import type { Fields } from '../../ui/forms/fields.ts';
import { PageLink } from '../../ui/page-link.tsx';
import { consentDocument } from './consent.ts';

export interface Consents {
  consent: boolean;
  publish: boolean;
}

/** Two separate consents, both unticked when the form opens; the full document is a page of its own. */
export function ConsentBoxes(props: {
  form: Fields<Consents>;
  /** Joining shows nothing on the map that is not there already. */
  isJoining?: boolean;
  /** About the person's own life: such a message is shown to nobody, whatever is agreed to. */
  isPersonal?: boolean;
}): ReactNode {
  const { form } = props;
  const isOne = props.isJoining || props.isPersonal;
  const formats = useFormats();
  const city = useSession()?.city;
  return (
    <fieldset className="consents">
      <legend>
        <h2>{isOne ? 'Согласие' : 'Два отдельных согласия'}</h2>
      </legend>
      <div className="consents__one">
        <CheckField
          form={form}
          name="consent"
          hint={
            <>
              <PageLink to="/consent" target="_blank">
                Читать согласие<span className="aloud"> (откроется в новой вкладке)</span>
              </PageLink>{' '}
              — документ от {formats.date(consentDocument.date)}, редакция {consentDocument.edition}. Отозвать
              можно в кабинете или письмом.
            </>
          }
        >
          Даю <b>согласие на обработку персональных данных</b>
          {city?.operator.name && ` (оператор — ${city.operator.name})`}, чтобы рассмотреть сообщение и
          ответить мне.
        </CheckField>
      </div>
      {props.isPersonal && !props.isJoining && (
        <p className="small">Тема личная: такое сообщение посторонним не показываем.</p>
      )}
      {!isOne && (
        <div className="consents__one">
          <CheckField form={form} name="publish">
            Разрешаю показать текст и фото на карте <b>без имени и контактов</b>{' '}
            <span className="field__optional">(необязательно)</span>
          </CheckField>
        </div>
      )}
    </fieldset>
  );
}
