import type { ReactNode } from 'react';
import { getOpenData } from '../../../shared/contract/heatmap/heatmap-open.ts';
import { counted } from '../../../shared/text/plural.ts';
import { buildUrl } from '../../lib/api.ts';
import { PageLink } from '../../ui/page-link.tsx';

/** What the words mean, why some numbers are hidden, and where all of it is to be had as data. */
export function HowCounted({ smallest }: { smallest: number }): ReactNode {
  return (
    <>
      <section className="stack stack--tight results__words" aria-labelledby="results-how">
        <h2 id="results-how">Как мы считаем</h2>
        <p>
          <b>Период</b> — целые месяцы. Что случилось в месяце, то в нём и посчитано: ответ октября бывает на
          сообщение сентября. Новый месяц появляется в понедельник после своего конца и больше не
          пересчитывается.
        </p>
        <p>
          <b>В срок</b> — доля сдержанных среди всех сроков, которые наступили. Ответ позже срока и срок без
          ответа — пропущенные.
        </p>
        <p>
          <b>Оценка</b> — среднее всех оценок жителей, низких тоже. <b>Сказали «решено»</b> — доля среди тех,
          кто ответил, решена ли проблема. Молчание за согласие не считаем.
        </p>
        <p>
          <b>В социальных сетях</b> — ответы страниц города на то, что написали жители: первый ответ считаем с
          минуты, когда запись увидели. Комментарии — те, что ждут ответа: без спама и без того, что стало
          сообщением.
        </p>
        <p>
          <b>Скрыто</b> — за числом меньше {counted(smallest, 'человека', 'человек', 'человек')}, и их можно
          было бы узнать, или по нему вычисляется такое соседнее. <b>Не меньше</b> — без месяцев, в которых
          число скрыто.
        </p>
      </section>
      <section className="stack stack--tight results__words" aria-labelledby="results-data">
        <h2 id="results-data">Открытые данные</h2>
        <p>Числа о сообщениях по месяцам, темам и районам. Без текстов, имён и адресов.</p>
        <ul className="results-links">
          <li>
            <a href={buildUrl(getOpenData, { query: { format: 'csv' } })}>Таблица CSV</a>
          </li>
          <li>
            <a href={buildUrl(getOpenData, { query: { format: 'json' } })}>Набор JSON</a>
          </li>
          <li>
            <a href={buildUrl(getOpenData, { query: { format: 'passport' } })}>
              Паспорт набора: столбцы, правила, лицензия
            </a>
          </li>
          <li>
            <PageLink to="/open-data">Все наборы открытых данных города</PageLink>
          </li>
          <li>
            <PageLink to="/comment-rules">
              Сколько комментариев убрано со страниц и чем кончились возражения
            </PageLink>
          </li>
        </ul>
      </section>
    </>
  );
}
