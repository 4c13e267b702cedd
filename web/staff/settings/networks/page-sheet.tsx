import { type ReactNode, useState } from 'react';
import {
  changeNetworkPage,
  type Network,
  type NetworkPage,
  tryNetworkPage,
} from '../../../../shared/contract/base/networks.ts';
import type { RouteReply } from '../../../../shared/contract/route.ts';
import { countedUpTo } from '../../../../shared/text/numbers.ts';
import { type Command, useCommand } from '../../../lib/commands/use-command.ts';
import { copyText } from '../../../lib/copy-text.ts';
import { useFormats } from '../../../lib/format.ts';
import { Button } from '../../../ui/button.tsx';
import { Failures } from '../../../ui/failures/failures.tsx';
import { ShownField } from '../../../ui/forms/text-field.tsx';
import { Icon } from '../../../ui/icons.tsx';
import { Mark } from '../../../ui/mark.tsx';
import { exchangeWords, pageState, settingsOf } from './network-words.ts';
import { ChangePageDialog } from './page-dialogs.tsx';

interface Props {
  page: NetworkPage;
  /** Undefined where it has left the list of networks. */
  network: Network | undefined;
}

/** One page: whether it works, which keys it has and what each unlocks, where the network sends events. */
export function PageSheet({ page, network }: Props): ReactNode {
  const formats = useFormats();
  const [isOpen, setOpen] = useState(false);
  const tried = useCommand(tryNetworkPage, { refreshes: [] });
  const state = pageState(page);
  return (
    <li className="desk__sheet network-page">
      <p className="cluster">
        <b>{page.url ? <a href={page.url}>{page.title}</a> : page.title}</b>
        <span className="muted">
          {network?.title ?? page.network}, {page.isOwn ? 'наша страница' : 'чужая, только читаем'}
        </span>
        <Mark tone={state.tone}>{state.title}</Mark>
      </p>
      {page.trouble && (
        <p className="cluster network-page__trouble">
          <Icon name="alert" size="text" /> {page.trouble}
        </p>
      )}
      <p className="meta">
        {exchangeWords(page, formats)}
        {page.waiting > 0 && `; ждут разбора: ${countedUpTo(page.waiting, 'событие', 'события', 'событий')}`}
      </p>
      <Keys page={page} network={network} />
      {page.eventsUrl && <EventsAddress page={page} url={page.eventsUrl} />}
      <Acts page={page} tried={tried} onChange={() => setOpen(true)} />
      <Failures of={tried} title="Ключи не проверены" />
      <div role="status">{tried.data && <Tried functions={tried.data.functions} />}</div>
      {isOpen && <ChangePageDialog page={page} network={network} onClose={() => setOpen(false)} />}
    </li>
  );
}

/** Names of keys and what each opens; a key itself is not shown to anybody again. */
function Keys({ page, network }: Props): ReactNode {
  if (!network || network.keys.length === 0) return null;
  return (
    <dl className="network-keys">
      {network.keys.map(({ name, title, unlocks }) => (
        <div key={name}>
          <dt>{title}</dt>
          <dd>
            {page.keys.includes(name) ? <Mark tone="ok">введён</Mark> : <Mark tone="quiet">не введён</Mark>}{' '}
            <span className="muted">открывает: {unlocks.join(', ')}</span>
          </dd>
        </div>
      ))}
    </dl>
  );
}

function EventsAddress({ page, url: given }: { page: NetworkPage; url: string }): ReactNode {
  // Where the server does not know its own name, it is the one this page was opened by.
  const url = new URL(given, location.href).href;
  return (
    <div className="network-page__address">
      <ShownField id={`events-${page.id}`} label={`Адрес для событий: ${page.title}`} value={url} />
      <Button icon="link" onClick={() => void copyText(url, 'Адрес для событий скопирован')}>
        Скопировать<span className="aloud">: адрес для событий, {page.title}</span>
      </Button>
    </div>
  );
}

function Acts(props: {
  page: NetworkPage;
  tried: Command<typeof tryNetworkPage>;
  onChange: () => void;
}): ReactNode {
  const { page, tried } = props;
  const may = (act: string) => page.can.includes(act);
  return (
    <div className="cluster">
      {may('try') && (
        <Button busy={tried.isPending} onClick={() => tried.mutate({ params: { id: page.id } })}>
          Проверить ключи<span className="aloud">: {page.title}</span>
        </Button>
      )}
      {may('change') && (
        <Button onClick={props.onChange}>
          Изменить<span className="aloud">: {page.title}</span>
        </Button>
      )}
      {may('change') && <Switch page={page} />}
    </div>
  );
}

/** On and off at once, with the settings it has. */
function Switch({ page }: { page: NetworkPage }): ReactNode {
  const turn = useCommand(changeNetworkPage, {
    done: page.isActive ? 'Страница выключена' : 'Страница включена',
  });
  const { id, title, isActive } = page;
  const body = settingsOf({ ...page, isActive: !isActive });
  return (
    <Button busy={turn.isPending} onClick={() => turn.mutate({ params: { id }, body })}>
      {isActive ? 'Выключить' : 'Включить'}
      <span className="aloud">: {title}</span>
    </Button>
  );
}

/** What the network said of each function now. */
function Tried(props: { functions: RouteReply<typeof tryNetworkPage>['functions'] }): ReactNode {
  const { functions } = props;
  if (functions.length === 0) return <p>Проверять нечего: ни одного ключа нет.</p>;
  return (
    <ul className="network-tried" aria-label="Что открывают ключи">
      {functions.map(({ title, refusal }) => (
        <li key={title}>
          {refusal === null ? <Mark tone="ok">можно</Mark> : <Mark tone="danger">нельзя</Mark>} {title}
          {refusal !== null && <span className="muted">: {refusal}</span>}
        </li>
      ))}
    </ul>
  );
}
