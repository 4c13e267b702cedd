import { useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import {
  type readPreferences,
  subscribePush,
  unsubscribePush,
} from '../../../shared/contract/base/outbox-settings.ts';
import type { RouteReply } from '../../../shared/contract/route.ts';
import { performOrThrow } from '../../lib/commands/perform.ts';
import { useCommand } from '../../lib/commands/use-command.ts';
import { useFormats } from '../../lib/format.ts';
import { refreshModules } from '../../lib/query.ts';
import { showToast } from '../../lib/toast.ts';
import { Button } from '../../ui/button.tsx';

/** Asks the browser, then tells the server where to reach it. Throws a Russian sentence. */
async function subscribe(pushKey: string): Promise<void> {
  if (!('serviceWorker' in navigator) || !('PushManager' in window))
    throw new Error('Этот браузер не умеет принимать уведомления.');
  const permission = await Notification.requestPermission();
  if (permission !== 'granted')
    throw new Error('Браузер не разрешил уведомления. Разрешите их в настройках сайта и повторите.');
  const registration = await navigator.serviceWorker.ready;
  const subscription = await registration.pushManager
    .subscribe({ userVisibleOnly: true, applicationServerKey: pushKey })
    .catch(() => {
      throw new Error('Служба уведомлений этого браузера сейчас недоступна. Попробуйте позже.');
    });
  const { endpoint, keys } = subscription.toJSON();
  const body = { endpoint: endpoint ?? '', keys: { p256dh: keys?.p256dh ?? '', auth: keys?.auth ?? '' } };
  await performOrThrow(subscribePush, { body });
}

/** Notices in browsers: off until the resident switches them on, here. */
export function PushPart(props: {
  pushKey: string;
  devices: RouteReply<typeof readPreferences>['devices'];
}): ReactNode {
  const client = useQueryClient();
  const formats = useFormats();
  const [isBusy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState('');
  const remove = useCommand(unsubscribePush, {
    onDone: () => showToast('Уведомления в том браузере выключены'),
  });
  const add = async () => {
    setBusy(true);
    setTrouble('');
    try {
      await subscribe(props.pushKey);
      await refreshModules(client, ['outbox']);
    } catch (error) {
      setTrouble((error as Error).message);
    } finally {
      setBusy(false);
    }
  };
  if (props.pushKey === '' && props.devices.length === 0) return null;
  return (
    <div className="stack">
      <h3>В браузере</h3>
      <p className="small">
        Уведомление приходит через службу изготовителя браузера, часто зарубежную. Текст зашифрован: она видит
        только, что он есть.
      </p>
      <ul className="stack stack--tight">
        {props.devices.map((one) => (
          <li key={one.id} className="cluster">
            <span>
              {one.device}, с {formats.date(one.since)}
            </span>
            <Button
              kind="quiet"
              aria-label={`Выключить: ${one.device}`}
              onClick={() => remove.mutate({ params: { id: one.id } })}
            >
              Выключить
            </Button>
          </li>
        ))}
      </ul>
      {trouble && (
        <p className="error" role="alert">
          {trouble}
        </p>
      )}
      {props.pushKey && (
        <div>
          <Button busy={isBusy} onClick={() => void add()}>
            Включить в этом браузере
          </Button>
        </div>
      )}
    </div>
  );
}
