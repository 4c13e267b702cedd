import type { LetterChannel } from '../../../../shared/contract/base/outbox-settings.ts';

/** One field of a channel's settings. */
export interface ChannelField {
  name: string;
  label: string;
  hint?: string;
  kind?: 'number' | 'flag' | 'choice';
  choices?: readonly { value: string; label: string }[];
  initial?: string | number | boolean;
}

interface ChannelText {
  title: string;
  about: string;
  /** What is kept sealed; none for web push, whose keys are made by the server. */
  secret?: string;
  /** To whom a trial letter goes; none for web push: a browser is no address one types. */
  trial?: string;
  fields: readonly ChannelField[];
}

const isPrivate: ChannelField = {
  name: 'mayBePrivate',
  label: 'Адрес может вести во внутреннюю сеть',
  kind: 'flag',
  initial: false,
};

export const channelTexts: Readonly<Record<LetterChannel, ChannelText>> = {
  email: {
    title: 'Электронная почта',
    about:
      'Письма уходят простым текстом через ваш почтовый сервер. Временный отказ — повторим сами, окончательный — покажем в разделе «Исходящие письма».',
    secret: 'Пароль',
    trial: 'Кому отправить пробное письмо',
    fields: [
      { name: 'host', label: 'Сервер', hint: 'Имя почтового сервера, как в его документации' },
      { name: 'port', label: 'Порт', kind: 'number', initial: 465 },
      {
        name: 'security',
        label: 'Шифрование',
        kind: 'choice',
        initial: 'tls',
        choices: [
          { value: 'tls', label: 'TLS (обычно порт 465)' },
          { value: 'starttls', label: 'STARTTLS (обычно порт 587)' },
          { value: 'none', label: 'нет: только внутри своей сети' },
        ],
      },
      { name: 'user', label: 'Имя для входа', hint: 'Пусто — сервер пускает без входа' },
      { name: 'from', label: 'Адрес отправителя' },
      { name: 'fromName', label: 'Имя отправителя', initial: 'Отклик' },
      { name: 'patience', label: 'Сколько секунд ждать сервер', kind: 'number', initial: 15 },
    ],
  },
  sms: {
    title: 'SMS',
    about: 'Любой шлюз с HTTP-адресом. В адрес и тело подставляются {телефон}, {текст}, {ключ} и {номер}.',
    secret: 'Ключ шлюза',
    trial: 'На какой телефон отправить пробное',
    fields: [
      {
        name: 'url',
        label: 'Адрес шлюза',
        hint: 'https://sms.example.ru/send?to={телефон}&text={текст}&key={ключ}',
      },
      {
        name: 'method',
        label: 'Способ',
        kind: 'choice',
        initial: 'GET',
        choices: [
          { value: 'GET', label: 'GET' },
          { value: 'POST', label: 'POST' },
        ],
      },
      { name: 'body', label: 'Тело запроса POST', initial: '' },
      {
        name: 'contentType',
        label: 'Вид тела',
        kind: 'choice',
        initial: 'json',
        choices: [
          { value: 'json', label: 'JSON' },
          { value: 'form', label: 'форма' },
        ],
      },
      {
        name: 'accepted',
        label: 'Слова удачи в ответе',
        hint: 'Пусто — хватит ответа без ошибки',
        initial: '',
      },
      {
        name: 'perHour',
        label: 'Не больше SMS за час',
        kind: 'number',
        initial: 200,
        hint: 'Близко к пределу администраторам придёт письмо, а то, что может подождать, подождёт',
      },
      { name: 'perDay', label: 'Не больше SMS за сутки', kind: 'number', initial: 2000 },
      {
        name: 'codeShare',
        label: 'Из них на коды входа, процентов',
        kind: 'number',
        initial: 25,
        hint: 'Письма жителям эту долю не тратят, коды не тратят остальное',
      },
      isPrivate,
    ],
  },
  max: {
    title: 'MAX',
    about: 'Сообщения от бота города тем, кто начал с ним разговор.',
    secret: 'Токен бота',
    trial: 'Номер пользователя MAX для пробного',
    fields: [{ name: 'baseUrl', label: 'Адрес API', initial: 'https://platform-api2.max.ru' }, isPrivate],
  },
  push: {
    title: 'Уведомления в браузере',
    about:
      'Идут через службу изготовителя браузера, текст она прочесть не может. Пока канал выключен, жителю они не предлагаются; включает их каждый сам в кабинете. Ключи сервер делает себе один раз.',
    fields: [
      {
        name: 'subject',
        label: 'Кому служба пишет о неполадках',
        hint: 'mailto:it@example.ru',
        initial: 'mailto:',
      },
      isPrivate,
    ],
  },
};
