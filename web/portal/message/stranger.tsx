import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { MessagePage } from '../../../shared/contract/cases-portal.ts';
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
      <p>
        Это ваше сообщение? Откройте ссылку из SMS или письма — или{' '}
        <Link to="/sign-in" search={{ to: `/m/${message.number}` } as never}>
          войдите по коду
        </Link>
        .
      </p>
    </Note>
  );
}
