import type { ReactNode } from 'react';
import type { BackupState } from '../../../../shared/contract/base/backups.ts';
import { EmptyState } from '../../../ui/states.tsx';

const PASSPHRASE = 'четыре слова через пробел';

/** What is written or typed to switch copies on in this very installation. */
function Example({ start: { settings, command } }: Pick<BackupState, 'start'>): ReactNode {
  const lines = settings
    ? ['OTKLIK_BACKUP_TO=/mnt/kopii', `OTKLIK_BACKUP_PASSPHRASE="${PASSPHRASE}"`].join('\n')
    : ['OTKLIK_BACKUP_TO=/mnt/копии', `OTKLIK_BACKUP_PASSPHRASE='${PASSPHRASE}'`, command].join(' \\\n');
  return (
    <>
      <p>
        {settings ? (
          <>
            В файл <code>{settings}</code> впишите:
          </>
        ) : (
          'Остановите Отклик и запустите этой командой:'
        )}
      </p>
      <pre className="backups__code">
        <code>{lines}</code>
      </pre>
      {settings && (
        <p>
          Затем перезапустите: <code>{command}</code>
        </p>
      )}
    </>
  );
}

const Steps = ({ start }: Pick<BackupState, 'start'>): ReactNode => (
  <>
    <Example start={start} />
    <p>
      Дальше всё само: изменения уходят в копии каждые несколько минут, полная копия и её проверка — каждую
      ночь. Пароль запишите и храните отдельно. По шагам — docs/backup.md.
    </p>
  </>
);

/** Why the program keeps no copies here, and how to switch them on. */
export function NotKept({ state: { way, isNeeded, start } }: { state: BackupState }): ReactNode {
  if (way === 'own')
    return (
      <EmptyState title="Базу копируют её средствами">
        <p>
          Отклик работает со своей базой города (DATABASE_URL): её копии снимают тем, чем их снимают у вас.
          Папку данных с файлами и ключами копируйте вместе с ней. Как — в docs/backup.md.
        </p>
      </EmptyState>
    );
  if (!isNeeded)
    return (
      <EmptyState title="В демонстрации копии не нужны">
        <p>Город и люди вымышлены, терять нечего. Хотите посмотреть, как копии работают, — включите.</p>
        <Steps start={start} />
      </EmptyState>
    );
  return (
    <EmptyState title="Копии не снимаются">
      <p>
        Сломается диск — вернуться будет не к чему. Включает их администратор сервера: называет папку на
        другом диске и пароль.
      </p>
      <Steps start={start} />
    </EmptyState>
  );
}
