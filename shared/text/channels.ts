import type { Channel } from '../contract/messages/cases.ts';

/** Ways a message comes in, as filters and documents name them. */
export const channelTitles: Readonly<Record<Channel, string>> = {
  pos: 'ПОС',
  epgu: 'Госуслуги',
  social_post: 'Соцсети: запись',
  social_comment: 'Соцсети: комментарий',
  direct_message: 'Личное сообщение',
  site_form: 'Сайт',
  phone_call: 'Телефон',
  reception: 'Личный приём',
  paper: 'Письмо',
  email: 'Электронная почта',
  edds_112: 'Служба 112',
  media_publication: 'Публикация',
  official_letter: 'Письмо организации',
  max_bot: 'Бот MAX',
  import: 'Загрузка',
};
