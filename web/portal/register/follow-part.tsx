import type { ReactNode } from 'react';
import { addFollow, listFollows, removeFollow } from '../../../shared/contract/messages/follows.ts';
import { useCommand } from '../../lib/commands/use-command.ts';
import { useRoute } from '../../lib/query.ts';
import { useSession } from '../../lib/session.ts';
import { Button } from '../../ui/button.tsx';
import { Failures } from '../../ui/failures/failures.tsx';
import { PageLink } from '../../ui/page-link.tsx';
import { Loadable } from '../../ui/states.tsx';
import type { PublicQuery } from '../parts/public-filters.tsx';

interface Wish {
  block: string | null;
  district: string | null;
  /** «Дороги, Синарский район». */
  title: string;
}

/** A letter a day about the topic and the district that are chosen: for a resident who is signed in. */
export function FollowPart({ filter, title }: { filter: PublicQuery; title: string }): ReactNode {
  const session = useSession();
  if (session?.kind === 'staff') return null;
  if (session?.kind !== 'resident')
    return (
      <p>
        <PageLink to="/me">Войдите, чтобы получать письма о теме и районе</PageLink>
      </p>
    );
  const { block = null, district = null } = filter;
  if (block === null && district === null)
    return <p className="small">Выберите тему или район, и на них можно подписаться: раз в день письмом.</p>;
  return <Follow wish={{ block, district, title }} />;
}

function Follow({ wish }: { wish: Wish }): ReactNode {
  const { block, district, title } = wish;
  const own = useRoute(listFollows);
  const add = useCommand(addFollow, { done: `Подписка: ${title}` });
  const remove = useCommand(removeFollow, { done: 'Писем об этом больше не будет' });
  return (
    <Loadable query={own} failed="Подписки не загрузились">
      {({ follows, email }) => {
        const mine = follows.find((one) => one.block === block && one.district === district);
        if (email === null)
          return (
            <p>
              Письма идут на e-mail, а вы вошли по телефону. Выйдите в <PageLink to="/me">кабинете</PageLink>{' '}
              и войдите по коду на e-mail, чтобы подписаться.
            </p>
          );
        return (
          <div className="stack stack--tight">
            <p>
              {mine
                ? `Вы подписаны: ${title}. Раз в день, если есть новое, письмо на ${email}.`
                : `${title}: раз в день, если есть новое, письмо на ${email}.`}
            </p>
            <div>
              {mine ? (
                <Button busy={remove.isPending} onClick={() => remove.mutate({ body: { id: mine.id } })}>
                  Отписаться
                </Button>
              ) : (
                <Button busy={add.isPending} onClick={() => add.mutate({ body: { block, district } })}>
                  Подписаться
                </Button>
              )}
            </div>
            <Failures of={[add, remove]} />
          </div>
        );
      }}
    </Loadable>
  );
}
