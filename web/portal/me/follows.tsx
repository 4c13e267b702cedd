import type { ReactNode } from 'react';
import { listFollows, removeFollow } from '../../../shared/contract/messages/follows.ts';
import { useCommand } from '../../lib/commands/use-command.ts';
import { useRoute } from '../../lib/query.ts';
import { Button } from '../../ui/button.tsx';
import { PageLink } from '../../ui/page-link.tsx';
import { Section } from '../../ui/section.tsx';
import { Loadable } from '../../ui/states.tsx';

/** «Подписки»: topics and districts of which the resident gets a letter a day. */
export function Follows(): ReactNode {
  const own = useRoute(listFollows);
  const remove = useCommand(removeFollow, { done: 'Писем об этом больше не будет' });
  return (
    <Section title="Подписки" className="stack">
      <Loadable query={own} failed="Подписки не загрузились">
        {({ follows, email }) => (
          <>
            <p>
              {email === null
                ? 'Письма о новых сообщениях идут на e-mail, а вы вошли по телефону. Выйдите и войдите по коду на e-mail: здесь можно будет подписаться.'
                : `Раз в день, если есть новое, письмо на ${email}: что сообщили и на что ответили.`}
            </p>
            {follows.length > 0 && (
              <ul className="stack stack--tight">
                {follows.map(({ id, title }) => (
                  <li key={id} className="cluster">
                    <b>{title}</b>
                    <Button
                      kind="quiet"
                      busy={remove.isPending}
                      onClick={() => remove.mutate({ body: { id } })}
                    >
                      Убрать<span className="aloud"> {title}</span>
                    </Button>
                  </li>
                ))}
              </ul>
            )}
            <p>
              <PageLink to="/messages">Выбрать тему и район в реестре сообщений</PageLink>
            </p>
          </>
        )}
      </Loadable>
    </Section>
  );
}
