import type { ReactNode } from 'react';
import { downloadBallots } from '../../../../shared/contract/participation/ballots.ts';
import { buildUrl } from '../../../lib/api.ts';

/** How anybody counts a secret vote, and what that proves. */
export function RecountPart({ pollId }: { pollId: string }): ReactNode {
  return (
    <section className="sheet stack" aria-labelledby="recount">
      <h2 id="recount">Пересчитайте сами</h2>
      <p>
        Сохраните{' '}
        <a href={buildUrl(downloadBallots, { params: { id: pollId } })} download>
          бюллетени голосования
        </a>{' '}
        и{' '}
        <a href="/recount.html" download>
          страницу пересчёта
        </a>
        , откройте её без интернета и выберите файл: она проверит подпись каждого бюллетеня и посчитает голоса
        заново.
      </p>
      <details>
        <summary>От чего это защищает, а от чего нет</summary>
        <div className="stack">
          <p>
            Никто, и город тоже, не может незаметно изменить бюллетень, добавить неподписанный или потерять
            ваш. Что выбрали именно вы, нельзя узнать ни по базе, ни по её копиям, ни по журналу действий.
          </p>
          <p>
            Тот, у кого на руках и ключ подсчёта, и журнал запросов сервера, мог бы догадаться по времени:
            когда вы получили бюллетень и когда пришёл конверт. Поэтому тому, кто ведёт сервер, ключ не
            доверяют: от сговора этих двоих бюллетень не защищён.
          </p>
          <p>
            Бюллетени выдаёт сам город: что их получили живые люди, видно только по числу получивших. Чужая
            программа на вашем устройстве может выбрать за вас, а тот, кто стоит за спиной или видел ваш код,
            узнает выбор.
          </p>
        </div>
      </details>
    </section>
  );
}
