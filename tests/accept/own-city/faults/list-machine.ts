import type { ListedFault } from './listed-fault.ts';

const away = /база данных не отвечает/iu;

/** The machine, its disks, files and programs. */
export const machineFaults = {
  'disk-full': {
    done: 'диск папки данных заполнен до последнего байта',
    says: /диск.*полон/iu,
    cure: /освободите место/iu,
    beside: away,
  },
  'disk-low': {
    done: 'на диске папки данных осталось два гигабайта',
    says: /на диске мало места/iu,
    cure: /освободите|увеличьте/iu,
  },
  'no-inodes': {
    done: 'на диске папки данных кончились номера файлов',
    says: /номера файлов|inode/iu,
    cure: /удалите.*файлы/iu,
    beside: /база данных не отвечает|нельзя писать.*ENOSPC/isu,
  },
  'disk-read-only': {
    done: 'диск папки данных подключён только для чтения',
    says: /нельзя писать|только для чтения/iu,
    cure: /только для чтения|перемонтируйте/iu,
    beside: away,
  },
  'folder-open': {
    done: 'chmod 777 на папку данных',
    says: /писать кто угодно/iu,
    cure: /chmod/u,
  },
  'key-readable': {
    done: 'chmod 644 на seal-key',
    says: /прочесть чужие.*seal-key/isu,
    cure: /chmod 600/u,
  },
  'key-foreign': {
    done: 'record-key принадлежит другой учётной записи',
    says: /принадлеж.*record-key/isu,
    cure: /chown/u,
    beside: /проверить не удалось.*record-key/isu,
  },
  'files-foreign': {
    done: 'папка files после чьей-то работы от root принадлежит root: сервер в неё не пишет',
    says: /папк.*files/isu,
    cure: /chown|верните/iu,
  },
  'seal-key-lost': {
    done: 'seal-key удалён, а пароль почты запечатан им',
    says: /ключ.*секретов|seal-key/iu,
    cure: /верните.*seal-key/iu,
  },
  'seal-key-wrong': {
    done: 'на месте seal-key ключ другой установки',
    says: /не открывается|ключ.*секретов/iu,
    cure: /верните.*seal-key/iu,
  },
  'seal-key-short': {
    done: 'OTKLIK_SEAL_KEY короче 32 знаков',
    says: /OTKLIK_SEAL_KEY.*32|32 знак/isu,
    cure: /длиннее|исправьте|задайте/iu,
    beside: /пароль канала не открывается/iu,
  },
  'record-key-lost': {
    done: 'record-key удалён, а дни журнала подписаны им',
    says: /ключ.*журнал|record-key/iu,
    cure: /верните.*record-key/iu,
  },
  'database-files-open': {
    done: 'chmod -R 777 на файлы встроенной базы: PostgreSQL отказывается запускаться',
    says: /база данных не отвечает.*(прав|доступ|permission)/isu,
    cure: /chmod|0?700|server\.log/iu,
  },
  'database-files-foreign': {
    done: 'файлы встроенной базы после переноса принадлежат другой учётной записи',
    says: /база данных не отвечает/iu,
    cure: /chown|server\.log/iu,
  },
  'database-broken': {
    done: 'пропал global/pg_control встроенной базы: она не запускается',
    says: /база данных не отвечает/iu,
    cure: /server\.log/iu,
  },
  'wrong-folder': {
    done: 'названа папка данных, где установки нет',
    says: /базы нет|установки нет/iu,
    cure: /--data|папку/iu,
  },
  'old-node': {
    done: 'команда и сервер идут под Node 20',
    says: /Node/u,
    cure: /Node 24/u,
  },
  'memory-low': {
    done: 'памяти осталось меньше 200 МБ (граница cgroup)',
    says: /памяти/iu,
    cure: /добавьте памяти/iu,
  },
  'no-chromium': {
    done: 'Chromium удалён',
    says: /PDF.*Chromium/isu,
    cure: /поставьте/iu,
  },
  'broken-chromium': {
    done: 'Chromium есть, но не запускается: нет его библиотеки',
    says: /Chromium.*не запускается|PDF/isu,
    cure: /поставьте|переустановите/iu,
  },
  'no-signature-program': {
    done: 'программы из OTKLIK_SIGNATURE_CHECK нет',
    says: /проверки подписей/iu,
    cure: /OTKLIK_SIGNATURE_CHECK/u,
  },
  'clock-moved': {
    done: 'часы сервера ушли на час от часов базы',
    says: /часы.*расходятся/iu,
    cure: /сверку времени|timedatectl/iu,
    beside: /фоновая работа|очередь|хранитель/iu,
  },
  'clock-back': {
    done: 'часы сервера вчера шли на сутки вперёд и поставлены назад: в журнале записи из будущего',
    says: /будущ|часы.*отстают/iu,
    cure: /timedatectl|часы/iu,
  },
  'port-taken': {
    done: 'порт Отклика заняла другая программа, сервер не запустился',
    says: /порт.*занят/iu,
    cure: /--port|PORT|освободите/u,
    beside: /не запущен|фоновая работа|журнал изменений базы не уходит|адресу сайта|прокси не достаёт/iu,
  },
  'server-down': {
    done: 'сервер убит ночью (kill -9 всему) и не поднят никем',
    says: /не запущен/iu,
    cure: /npm start|systemctl|запустите/iu,
    beside: /журнал изменений базы не уходит|прокси не достаёт/iu,
  },
} satisfies Record<string, ListedFault>;
