import type { ReactNode } from 'react';
import { useFormats } from '../../lib/format.ts';
import { useSession } from '../../lib/session.ts';
import { PageLink } from '../../ui/page-link.tsx';
import { consentDocument } from '../parts/consent.ts';
import { TextPage } from './text-page.tsx';

/** The separate document of 156-ФЗ: what exactly a resident agrees to by the first tick of the form. */
export function ConsentPage(): ReactNode {
  const formats = useFormats();
  const operator = useSession()?.city.operator;
  return (
    <TextPage title="Согласие на обработку персональных данных" draft>
      <p>
        Документ от {formats.date(consentDocument.date)}, редакция {consentDocument.edition}. Даётся отдельной
        отметкой при отправке сообщения; система хранит редакцию, время и сетевой адрес.
      </p>
      <h2>Кому</h2>
      <p>
        {operator?.name ? (
          <>
            {operator.name}
            {operator.address && `, ${operator.address}`}.
          </>
        ) : (
          'Администрации муниципального образования.'
        )}
      </p>
      <h2>Зачем</h2>
      <p>Чтобы рассмотреть моё сообщение, ответить мне и узнать, решена ли проблема.</p>
      <h2>Какие данные</h2>
      <p>
        Имя, если я его назову; телефон или адрес электронной почты; адрес или точка места; текст и фотографии
        сообщения и дополнений к нему.
      </p>
      <h2>Что с ними делают</h2>
      <p>
        Записывают, хранят, уточняют, передают тому, кто готовит ответ, обезличивают и удаляют. Сведения о
        съёмке внутри файлов фото, в том числе координаты, удаляют при приёме.
      </p>
      <h2>Сколько</h2>
      <p>
        До достижения цели и затем в течение срока хранения дела, установленного номенклатурой администрации.
      </p>
      <h2>Как отозвать</h2>
      <p>
        В <PageLink to="/me">кабинете</PageLink>, в разделе «Согласия», или письмом в администрацию. После
        отзыва контакты и имя стирают, когда дело закрыто; сообщение остаётся без них.
      </p>
      <h2 id="publication">Показ на карте</h2>
      <p>
        Это отдельное, необязательное согласие. С ним текст и проверенные фото видны всем без имени и
        контактов; если место — мой дом, показывают только улицу. Отозвать его можно отдельно.
      </p>
    </TextPage>
  );
}
