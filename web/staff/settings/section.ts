import { bare, type Section, screen, thing } from '../base/map/section.ts';
import { directoryParts } from './directories/directory-parts.ts';
import { modelParts } from './model/model-parts.ts';
import { ourCityParts } from './our-city/our-city-parts.ts';
import { outlineParts } from './outlines/outline-parts.ts';

/** «Настройки»: by what the city works, and what is the person's own. */
export const settings = {
  id: 'settings',
  title: 'Настройки',
  about: 'Люди, справочники, каналы, журнал',
  letter: 'KeyY',
  screens: [
    screen('/staff/our-city', () => import('./our-city/our-city-page.tsx'), 'OurCityPage', {
      title: 'Наш город',
      about: 'Готовность к открытию, названия, организация и бланк, оператор личных данных, герб',
      permission: 'our-city.manage',
      parts: { parameter: 'tab', list: ourCityParts },
    }),
    screen('/staff/directories', () => import('./directories/directories-page.tsx'), 'DirectoriesPage', {
      title: 'Справочники',
      about: 'Рубрикатор, сроки, календарь, улицы, подразделения',
      parts: { parameter: 'tab', list: directoryParts },
    }),
    screen('/staff/outlines', () => import('./outlines/outlines-page.tsx'), 'OutlinesPage', {
      title: 'Граница и районы',
      about: 'Нарисовать или поправить границу города и районы на карте',
      permission: 'territory.manage',
      isLine: false,
      parts: { parameter: 'tab', list: outlineParts },
    }),
    screen('/staff/people', () => import('./people/people-page.tsx'), 'PeoplePage', {
      title: 'Люди и роли',
      about: 'Кто работает, что кому открыто, замещение',
      permission: 'identity.read',
    }),
    screen('/staff/channels', () => import('./channels/channels-page.tsx'), 'ChannelsPage', {
      title: 'Источники',
      about: 'Откуда приходят сообщения и живы ли каналы',
      permission: 'channels.manage',
    }),
    screen('/staff/networks', () => import('./networks/networks-page.tsx'), 'NetworksPage', {
      title: 'Сети',
      about: 'Страницы города в сетях: ключи, обмен, что разрешает закон',
      permission: 'networks.manage',
    }),
    screen('/staff/letters', () => import('./letters/letters-page.tsx'), 'LettersPage', {
      title: 'Каналы отправки',
      about: 'Почта, СМС, MAX: чем уходят письма',
      permission: 'outbox.manage',
    }),
    screen('/staff/outbox', () => import('./outbox/outbox-page.tsx'), 'OutboxPage', {
      title: 'Исходящие письма',
      about: 'Что ушло, что ждёт, что не доставлено',
      permission: 'outbox.read',
    }),
    screen('/staff/exchange', () => import('./exchange/exchange-page.tsx'), 'ExchangePage', {
      title: 'Обмен',
      about: 'Живы ли почта, СМС, MAX, источники, вход; кто отвечает',
      permission: 'exchange.manage',
    }),
    screen('/staff/state', () => import('./state/state-page.tsx'), 'StatePage', {
      title: 'Состояние',
      about: 'Что неладно с установкой и чем лечить',
      permission: 'health.read',
    }),
    screen('/staff/backups', () => import('./backups/backups-page.tsx'), 'BackupsPage', {
      title: 'Резервные копии',
      about: 'К каким мигам можно вернуться, проверено ли, что не так',
      permission: 'backups.manage',
    }),
    screen('/staff/machines', () => import('./machines/machines-page.tsx'), 'MachinesPage', {
      title: 'Ключи программ',
      about: 'Кто берёт данные без человека: доступы, срок, отзыв',
      permission: 'machines.manage',
    }),
    screen('/staff/helper', () => import('./helper/helper-page.tsx'), 'HelperPage', {
      title: 'Черновики текстов',
      about: 'Помощник, который предлагает слова ответа',
      permission: 'helper.manage',
    }),
    screen('/staff/model', () => import('./model/model-page.tsx'), 'ModelPage', {
      title: 'Модель тем',
      about: 'Чему научилась, как точна, когда верить',
      permission: 'understanding.read',
      parts: { parameter: 'tab', list: modelParts },
    }),
    screen('/staff/journal', () => import('./journal/journal-page.tsx'), 'JournalPage', {
      title: 'Журнал',
      about: 'Кто, что и когда сделал или прочёл',
      permission: 'audit.read',
    }),
    screen('/staff/breaches', () => import('./breaches/breaches-page.tsx'), 'BreachesPage', {
      title: 'Инциденты с данными',
      about: 'Утечки личных данных: сроки, уведомления, кто что видел',
      permission: 'breaches.keep',
    }),
    thing('/staff/breaches/$id', () => import('./breaches/breach-page.tsx'), 'BreachPage', '/staff/breaches'),
    screen('/staff/security', () => import('./security/security-page.tsx'), 'SecurityPage', {
      title: 'Мой вход',
      about: 'Пароль, второй фактор, мои устройства',
      isLine: false,
    }),
    screen('/staff/keys', () => import('./keys/keys-page.tsx'), 'KeysPage', {
      title: 'Клавиши',
      about: 'Все экраны и клавиши, включить и выключить',
      isLine: false,
    }),
    screen('/staff/help', () => import('../base/help/help-page.tsx'), 'HelpPage', {
      title: 'Справка',
      about: 'Что делают на каждом экране и день каждой роли',
      isLine: false,
    }),
    thing('/staff/help/$topic', () => import('../base/help/help-page.tsx'), 'HelpTopicPage', '/staff/help'),
    bare('/staff/sign-in', () => import('../base/sign-in/sign-in-page.tsx'), 'SignInPage'),
    bare('/staff/sign-in/return', () => import('../base/sign-in/return-page.tsx'), 'ReturnPage'),
    bare('/staff/new-password', () => import('../base/sign-in/new-password-page.tsx'), 'NewPasswordPage'),
    bare('/staff/setup', () => import('./setup/setup-page.tsx'), 'SetupPage'),
  ],
} satisfies Section;
