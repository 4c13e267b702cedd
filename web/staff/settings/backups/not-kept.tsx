import type { ReactNode } from 'react';
import type { BackupState } from '../../../../shared/contract/base/backups.ts';
import { EmptyState } from '../../../ui/states.tsx';

const PASSPHRASE = 'четыре слова через пробел';

const code = (...lines: string[]): ReactNode => (
  <pre className="backups__code">
    <code>{lines.join('\n')}</code>
  </pre>
);

/** What is written or typed to switch copies on in this very installation. */
function Example({ start }: Pick<BackupState, 'start'>): ReactNode {
  if (start.way === 'container')
    return (
      <>
        <p>
          Отклик работает в контейнере. Папка копий принадлежит записи 60900, под которой он там работает, и
          лежит на другом диске:
        </p>
        {code('sudo install -d -o 60900 -m 700 /mnt/kopii')}
        <p>Остановите контейнер и запустите его той же командой, дописав перед именем образа:</p>
        {code(
          '-v /mnt/kopii:/kopii \\',
          '-e OTKLIK_BACKUP_TO=/kopii \\',
          `-e OTKLIK_BACKUP_PASSPHRASE='${PASSPHRASE}'`,
        )}
      </>
    );
  if (start.way === 'file')
    return (
      <>
        <p>
          В файл <code>{start.file}</code> впишите:
        </p>
        {code('OTKLIK_BACKUP_TO=/mnt/kopii', `OTKLIK_BACKUP_PASSPHRASE="${PASSPHRASE}"`)}
        <p>
          Затем перезапустите: <code>{start.restart}</code>
        </p>
      </>
    );
  return (
    <>
      <p>Остановите Отклик и запустите этой командой:</p>
      {code('OTKLIK_BACKUP_TO=/mnt/копии \\', `OTKLIK_BACKUP_PASSPHRASE='${PASSPHRASE}' \\`, start.command)}
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
