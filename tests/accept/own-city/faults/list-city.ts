import type { ListedFault } from './listed-fault.ts';

/** People, reference data, the record, files and copies. */
export const cityFaults = {
  'calendar-missing': {
    done: 'нет производственного календаря следующего года',
    says: /нет календаря следующего года/iu,
    cure: /загрузите/iu,
  },
  'pack-ended': {
    done: 'версия правил в packs кончилась, новой нет',
    says: /данные с датами кончились/iu,
    cure: /обновите Отклик|следующую версию/iu,
  },
  'duty-gap': {
    done: 'у круглосуточных дежурств завтра дыра',
    says: /нет дежурного/iu,
    cure: /назначьте дежурного/iu,
  },
  'duty-nobody': {
    done: 'дежурный по графику уволен: на дежурстве никого',
    says: /дежурн.*(уволен|не работает|выключен)|нет дежурного/iu,
    cure: /назначьте/iu,
  },
  'topic-unassigned': {
    done: 'у темы нет исполнителя',
    says: /тем.*исполнител/isu,
    cure: /назначьте|укажите|выберите/iu,
  },
  'one-administrator': {
    done: 'администратор остался один',
    says: /администратор.*один|один администратор/iu,
    cure: /дайте роль|второго/iu,
  },
  'no-administrator': {
    done: 'уволен последний администратор',
    says: /ни одного.*администратора/iu,
    cure: /роль|копии/iu,
    beside: /второго фактора/iu,
  },
  'no-second-factor': {
    done: 'ни у кого из администраторов нет второго фактора',
    says: /второго фактора/iu,
    cure: /включите|мой вход/iu,
  },
  'half-second-factor': {
    done: 'у одного из двух администраторов нет второго фактора',
    says: /второго фактора/iu,
    cure: /включ|мой вход/iu,
  },
  'key-ending': {
    done: 'ключ программы, которой пользуются, кончается через неделю',
    says: /ключ программы кончается/iu,
    cure: /выдайте новый/iu,
  },
  'page-refused': {
    done: 'ключ страницы города в сети отозван',
    says: /сеть не пускает/iu,
    cure: /новый ключ/iu,
    beside: /ошибки обмена|обмен/iu,
  },
  'page-no-token': {
    done: 'страница города заведена, а ключа у неё нет',
    says: /ключ/iu,
    cure: /впишите/iu,
    beside: /обмен/iu,
  },
  'demo-inside': {
    done: 'в настоящей установке лежит демонстрационный город',
    says: /демонстрационный город/iu,
    cure: /--empty|начните/iu,
  },
  'record-changed': {
    done: 'администратор базы переписал запись журнала',
    says: /журнал.*(подмен|нарушен|изменён|не сходится)/isu,
    cure: /verify/u,
  },
  'sheet-lost': {
    done: 'листы подписанных дней удалены',
    says: /не подписаны/iu,
    cure: /day-roots/u,
  },
  'days-open': {
    done: 'дни журнала не закрываются с недели назад',
    says: /дни журнала не закрываются/iu,
    cure: /фоновая работа|verify/iu,
  },
  'roots-untold': {
    done: 'OTKLIK_RECORD_LETTERS не назван: корни дней никому не уходят',
    says: /никому не уходят/iu,
    cure: /OTKLIK_RECORD_LETTERS/u,
  },
  'file-lost': {
    done: 'файл жителя в базе есть, а на диске нет',
    says: /нет на диске/iu,
    cure: /копии/iu,
  },
  'file-changed': {
    done: 'файл жителя на диске подменён',
    says: /файл.*(изменён|подменён|не те)/isu,
    cure: /копии/iu,
  },
  'copies-off': {
    done: 'копий нет: папка не названа',
    says: /резервных копий нет/iu,
    cure: /OTKLIK_BACKUP_TO/u,
  },
  'copies-passphrase': {
    done: 'папка копий названа, а пароль нет',
    says: /парол/iu,
    cure: /OTKLIK_BACKUP_PASSPHRASE|исправьте названное/iu,
    beside: /копи/iu,
  },
  'copies-short-passphrase': {
    done: 'пароль копий короче 12 знаков',
    says: /парол.*12/isu,
    cure: /OTKLIK_BACKUP_PASSPHRASE|исправьте названное/iu,
    beside: /копи/iu,
  },
  'copies-gone': {
    done: 'диск копий отключён: папки нет',
    says: /копи/iu,
    cure: /папк|исправьте названное/iu,
  },
  'copies-damaged': {
    done: 'файл копии на диске изменён',
    says: /копи.*(изменён|изменено|пропал|не прошла)/isu,
    cure: /снимите новую копию|исправьте названное/iu,
  },
  'copies-old': {
    done: 'последней копии трое суток',
    says: /старше полутора суток|копии не пишутся|не уходит в копии/iu,
    cure: /копи/iu,
    beside: /копи/iu,
  },
  'copies-same-disk': {
    done: 'папка копий лежит на одном диске с данными',
    says: /одном диске|том же диске/iu,
    cure: /другом диске|другой диск/iu,
  },
  'keeper-dead': {
    done: 'хранитель копий завис и молчит',
    says: /хранитель копий молчит/iu,
    cure: /перезапустите/iu,
  },
} satisfies Record<string, ListedFault>;
