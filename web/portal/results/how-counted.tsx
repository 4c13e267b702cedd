import type { ReactNode } from 'react';
import { getOpenData } from '../../../shared/contract/heatmap/heatmap-open.ts';
import { counted } from '../../../shared/text/plural.ts';
import { buildUrl } from '../../lib/api.ts';

/** What the words mean, why some numbers are hidden, and where all of it is to be had as data. */
export function HowCounted({ smallest }: { smallest: number }): ReactNode {
  return (
    <>
      <section className="stack stack--tight results__words" aria-labelledby="results-how">
        <h2 id="results-how">Как мы считаем</h2>
        <p>
          <b>Период</b> — полные дни по вчерашний; сообщение относится ко дню, когда поступило.
        </p>
        <p>
          <b>В срок</b> — доля ответов не позже обещанной даты среди всех ответов и тех сообщений, у которых
          дата прошла, а ответа нет.
        </p>
        <p>
          <b>Оценка</b> — среднее всех оценок жителей, низких тоже. <b>Сказали «решено»</b> — доля среди тех,
          кто ответил, решена ли проблема. Молчание за согласие не считаем.
        </p>
        <p>
          <b>Скрыто</b> — за числом меньше чем {counted(smallest, 'человек', 'человека', 'человек')}, и их
          можно было бы узнать, или по нему вычисляется соседнее скрытое.
        </p>
      </section>
      <section className="stack stack--tight results__words" aria-labelledby="results-data">
        <h2 id="results-data">Открытые данные</h2>
        <p>Те же числа по месяцам, темам и районам. Без текстов, имён и адресов.</p>
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
        </ul>
      </section>
    </>
  );
}
