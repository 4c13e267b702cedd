import { type ReactNode, useState } from 'react';
import { listNetworkPages, type Network } from '../../../../shared/contract/base/networks.ts';
import type { RouteReply } from '../../../../shared/contract/route.ts';
import { useHotkeys } from '../../../lib/hotkeys.ts';
import { useRoute } from '../../../lib/query.ts';
import { Button } from '../../../ui/button.tsx';
import { Mark } from '../../../ui/mark.tsx';
import { Section } from '../../../ui/section.tsx';
import { EmptyState, Loadable } from '../../../ui/states.tsx';
import { NetworkBadge } from '../../base/parts/network-badge.tsx';
import { StaffPage } from '../../base/parts/staff-page.tsx';
import { openWords, useWords } from './network-words.ts';
import { AddPageDialog } from './page-dialogs.tsx';
import { PageSheet } from './page-sheet.tsx';
import '../../base/parts/desk.css';
import './networks.css';

type Reply = RouteReply<typeof listNetworkPages>;

const screenName = 'Сети';

/** «Сети»: pages the centre reads and speaks in, their keys and last exchange; networks with the law that opens or closes each. */
export function NetworksPage(): ReactNode {
  const reply = useRoute(listNetworkPages, undefined, { refreshEvery: 30_000 });
  const [isAdding, setAdding] = useState(false);
  const open = reply.data?.networks.filter(({ isOpen }) => isOpen) ?? [];
  const gap =
    reply.data && open.length === 0 && 'Подключать пока нечего: ни одна разрешённая сеть не читается';
  const add = () => !gap && setAdding(true);
  useHotkeys(screenName, [{ keys: 'KeyA', label: 'Подключить страницу', run: add }], {
    active: reply.data !== undefined && !isAdding,
  });
  return (
    <StaffPage
      title={screenName}
      hasFinder
      actions={
        <Button kind="primary" hint="KeyA" disabledReason={gap} onClick={() => setAdding(true)}>
          Подключить страницу
        </Button>
      }
    >
      <div className="desk">
        <Loadable query={reply} failed="Сети не загрузились">
          {(data) => (
            <>
              <Pages
                data={data}
                add={
                  <Button disabledReason={gap} onClick={() => setAdding(true)}>
                    Подключить первую
                  </Button>
                }
              />
              <Networks networks={data.networks} />
            </>
          )}
        </Loadable>
      </div>
      {isAdding && <AddPageDialog networks={open} onClose={() => setAdding(false)} />}
    </StaffPage>
  );
}

function Pages({ data, add }: { data: Reply; add: ReactNode }): ReactNode {
  return (
    <Section title="Страницы" className="stack stack--tight">
      {data.pages.length === 0 ? (
        <EmptyState title="Страниц пока нет" action={add}>
          Подключите страницу города — и записи под ней придут в ленту соцсетей сами. Ключи выдаёт сама сеть.
        </EmptyState>
      ) : (
        <ul className="desk__list">
          {data.pages.map((page) => (
            <PageSheet
              key={page.id}
              page={page}
              network={data.networks.find(({ id }) => id === page.network)}
            />
          ))}
        </ul>
      )}
    </Section>
  );
}

function Networks({ networks }: { networks: readonly Network[] }): ReactNode {
  return (
    <Section title="Какие сети есть" className="stack stack--tight">
      <p className="muted">
        Список меняется законом, поэтому он приходит с пакетом правил и здесь не правится. Закрытую сеть
        подключить нельзя.
      </p>
      <ul className="desk__list networks">
        {networks.map((network) => (
          <NetworkRow key={network.id} network={network} />
        ))}
      </ul>
    </Section>
  );
}

function NetworkRow({ network }: { network: Network }): ReactNode {
  const use = useWords(network);
  return (
    <li className="desk__sheet">
      <p className="cluster">
        <NetworkBadge {...network} isSilent />
        <b>{network.title}</b>
        <Mark tone={use.tone}>{use.title}</Mark>
      </p>
      <p>{openWords(network)}</p>
      <p className="muted small">Основание: {network.ground}</p>
    </li>
  );
}
