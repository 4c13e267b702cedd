import type { ListedFault } from './listed-fault.ts';

/** Background work, mail, the address of the site, settings of the start. */
export const serviceFaults = {
  'no-worker': {
    done: 'запущены одни страницы, без фоновой работы',
    says: /фоновая работа не идёт/iu,
    cure: /worker|обработчик/iu,
    beside: /журнал изменений базы не уходит/iu,
  },
  'queue-standing': {
    done: 'обработчик завис, и очередь стоит: заданиям час',
    says: /очередь.*стоит/iu,
    cure: /перезапустите/iu,
    // Twenty minutes are told by the clock of the one who asks.
    beside: /часы.*расходятся/iu,
  },
  'job-given-up': {
    done: 'задание брошено после всех попыток',
    says: /брошены/iu,
    cure: /журнал/iu,
  },
  'job-failing': {
    done: 'задание отказывает раз за разом',
    says: /задани.*(не удаётся|отказыва|раз за разом)/isu,
    cure: /журнал/iu,
  },
  'no-mail': {
    done: 'почта не настроена',
    says: /почта не настроена/iu,
    cure: /каналы отправки/iu,
  },
  'mail-refused': {
    done: 'почтовый сервер не отвечает: порт закрыт',
    says: /письма не уходят|почтов.*не отвечает/iu,
    cure: /каналах отправки/iu,
  },
  'mail-password': {
    done: 'пароль почтового ящика сменили',
    says: /парол/iu,
    cure: /парол/iu,
  },
  'mail-certificate': {
    done: 'сертификат почтового сервера истёк',
    says: /сертификат/iu,
    cure: /сертификат/iu,
    beside: /письма не уходят/iu,
  },
  'mail-unknown': {
    done: 'имя почтового сервера написано с ошибкой',
    says: /узл|имя|не найден|ENOTFOUND/iu,
    cure: /каналах отправки/iu,
    beside: /письма не уходят/iu,
  },
  'max-token': {
    done: 'ключ бота MAX отозван: отвечает 401',
    says: /MAX/u,
    cure: /ключ|парол/iu,
  },
  'sms-off': {
    done: 'СМС выключены, а письма их ждут',
    says: /ждут выключенного.*СМС/isu,
    cure: /включите/iu,
  },
  'url-missing': {
    done: 'OTKLIK_URL не назван',
    says: /не назван адрес сайта/iu,
    cure: /OTKLIK_URL/u,
  },
  'url-plain': {
    done: 'OTKLIK_URL с http://',
    says: /без шифрования/iu,
    cure: /https/u,
    beside: /адресу сайта/iu,
  },
  'url-broken': {
    done: 'OTKLIK_URL без https://',
    says: /адрес сайта написан неверно/iu,
    cure: /OTKLIK_URL/u,
  },
  'url-foreign': {
    done: 'по OTKLIK_URL отвечает другой сайт',
    says: /по адресу сайта.*(не Отклик|другой)/isu,
    cure: /OTKLIK_URL|прокси/u,
  },
  'url-dead': {
    done: 'по OTKLIK_URL никто не отвечает: прокси лежит',
    says: /по адресу сайта.*(не отвеча|не открыва)/isu,
    cure: /прокси/iu,
  },
  'certificate-ending': {
    done: 'сертификату сайта осталось пять дней',
    says: /сертификат.*(кончается|истекает)/isu,
    cure: /продлите|обновите|выпустите/iu,
  },
  'certificate-expired': {
    done: 'сертификат сайта истёк',
    says: /сертификат.*(кончился|истёк)/isu,
    cure: /продлите|обновите|выпустите/iu,
  },
  'proxy-small-body': {
    done: 'прокси не пропускает больше мегабайта: фотографии жителей отвергаются',
    says: /прокси.*(размер|больш|мегабайт|МБ)/isu,
    cure: /client_max_body_size/u,
  },
  'proxy-unnamed': {
    done: 'прокси на другой машине не назван: все посетители выглядят одним',
    says: /прокси не назван/iu,
    cure: /OTKLIK_TRUSTED_PROXIES/u,
  },
  'setting-misspelt': {
    done: 'имя переменной с опечаткой: OTKLIK_TRUSTED_PROXY',
    says: /OTKLIK_TRUSTED_PROXY/u,
    cure: /имя/iu,
  },
  'setting-wrong': {
    done: 'OTKLIK_POOL=много',
    says: /OTKLIK_POOL/u,
    cure: /исправьте/iu,
  },
  'city-unknown': {
    done: 'OTKLIK_CITY называет город, которого в packs нет',
    says: /город/iu,
    cure: /OTKLIK_CITY|исправьте/iu,
  },
} satisfies Record<string, ListedFault>;
