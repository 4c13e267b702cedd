import type { ReactNode } from 'react';
import type { MessagePage } from '../../../shared/contract/cases-portal.ts';
import { ButtonLink } from '../../ui/button.tsx';
import { Note } from '../../ui/mark.tsx';

/** What a reader who is not the author sees, and the way in for the author. */
export function Stranger({ message }: { message: MessagePage }): ReactNode {
  const isNumberOnly = message.access === 'number-only';
  return (
    <Note>
      <p>
        <b>{isNumberOnly ? 'Виден только ход дела.' : 'Открытая часть сообщения.'}</b>{' '}
        {isNumberOnly
          ? 'Текст, фото и ответ показываем автору.'
          : 'Имя и контакты автора скрыты, фото показаны после проверки.'}
      </p>
      <p className="message__enter">
        Это ваше сообщение? Откройте ссылку из SMS или письма — или{' '}
        <ButtonLink to="/sign-in" search={{ to: `/m/${message.number}` }} kind="quiet">
          войдите по коду
        </ButtonLink>
      </p>
    </Note>
  );
}
