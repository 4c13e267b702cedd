import type { ReactNode } from 'react';
import { TextPage } from './text-page.tsx';

export function CookiesPage(): ReactNode {
  return (
    <TextPage title="Cookie">
      <p>
        Cookie — короткая запись, которую сайт хранит в вашем браузере. Мы используем только те, без которых
        сайт не работает. Счётчиков посещений и рекламы нет, поэтому и спрашивать согласия не о чем.
      </p>
      <table className="table">
        <caption className="aloud">Записи в браузере</caption>
        <thead>
          <tr>
            <th scope="col">Для чего</th>
            <th scope="col">Сколько хранится</th>
          </tr>
        </thead>
        <tbody>
          <tr>
            <th scope="row">Вход: чтобы не спрашивать код на каждой странице</th>
            <td>до выхода</td>
          </tr>
          <tr>
            <th scope="row">Версия для слабовидящих: размер, цвета, интервалы</th>
            <td>год</td>
          </tr>
        </tbody>
      </table>
      <p>
        Кроме того, черновик сообщения хранится в памяти браузера на этом устройстве, пока вы его не
        отправите, но не дольше 14 дней. На сервер он сам не уходит.
      </p>
      <p>Удалить всё это можно в настройках браузера; сайт продолжит работать.</p>
    </TextPage>
  );
}
