import type { ReactNode } from 'react';
import type { MessagePage } from '../../../shared/contract/messages/cases-portal.ts';
import { letterPromises } from '../../../shared/text/letter-promises.ts';
import { Note } from '../../ui/mark.tsx';
import { PageLink } from '../../ui/page-link.tsx';

/** What a reader who is not the author sees, and the way in for the author. */
export function Stranger({ message }: { message: MessagePage }): ReactNode {
  if (message.access === 'joined')
    return (
      <Note>
        <p>
          <b>Вы присоединились к этому сообщению.</b> {letterPromises.joinerHasAnswer.text} Слова и фото
          автора показываем, только если он разрешил.
        </p>
      </Note>
    );
  return (
    <Note>
      <p>
        <b>Открытая часть сообщения.</b> Имя и контакты автора скрыты, фото показаны после проверки.
      </p>
      <p>
        Это ваше сообщение? Откройте ссылку из SMS или письма — или{' '}
        <PageLink to="/sign-in" search={{ to: `/m/${message.number}` }}>
          войдите по коду
        </PageLink>
        .
      </p>
    </Note>
  );
}
