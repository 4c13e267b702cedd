import type { Channel } from '../../../shared/contract/messages/cases.ts';
import { type Random, sampleKeys } from './random.ts';

export type DemoChannel = Extract<
  Channel,
  | 'pos'
  | 'epgu'
  | 'social_post'
  | 'social_comment'
  | 'site_form'
  | 'phone_call'
  | 'reception'
  | 'paper'
  | 'edds_112'
  | 'max_bot'
>;

/** Shares of channels, per cent: all days together 30 ПОС, 20 site, 15 phone, 20 social, 5 bot, 4 paper, 4 112, 2 ЕПГУ. */
const onWorkingDay = sampleKeys<DemoChannel>({
  pos: 28.4,
  site_form: 19,
  phone_call: 18.6,
  social_post: 11.4,
  social_comment: 7.6,
  max_bot: 4.6,
  paper: 3.3,
  reception: 1.8,
  edds_112: 3.5,
  epgu: 1.8,
});
const onDayOff = sampleKeys<DemoChannel>({
  pos: 34,
  site_form: 23,
  phone_call: 4,
  social_post: 14,
  social_comment: 9.5,
  max_bot: 6,
  paper: 0,
  reception: 0,
  edds_112: 5.5,
  epgu: 2.5,
});
const digital = sampleKeys<DemoChannel>({
  pos: 34,
  site_form: 24,
  phone_call: 0,
  social_post: 20,
  social_comment: 13,
  max_bot: 9,
  paper: 0,
  reception: 0,
  edds_112: 0,
  epgu: 0,
});

export const chooseChannel = (random: Random, isWorkingDay: boolean): DemoChannel =>
  (isWorkingDay ? onWorkingDay : onDayOff)(random);

/** A channel that works at any hour without an operator. */
export const chooseDigital = (random: Random): DemoChannel => digital(random);

/** Weights of the hours 0–23. */
const hours = (weights: readonly number[]) =>
  sampleKeys(Object.fromEntries(weights.map((weight, hour) => [String(hour), weight])));
const onlineHours = [2, 1, 1, 1, 1, 2, 5, 12, 20, 24, 24, 22, 20, 19, 18, 18, 19, 22, 24, 25, 23, 18, 10, 5];
const online = hours(onlineHours);
const office = hours([0, 0, 0, 0, 0, 0, 0, 0, 4, 24, 26, 22, 12, 14, 22, 20, 16, 10, 0, 0, 0, 0, 0, 0]);
const desk = hours([0, 0, 0, 0, 0, 0, 0, 0, 0, 22, 26, 22, 10, 8, 20, 18, 12, 0, 0, 0, 0, 0, 0, 0]);
const duty = hours([6, 5, 4, 4, 4, 6, 9, 12, 14, 14, 13, 12, 12, 12, 12, 13, 14, 16, 17, 17, 16, 14, 11, 8]);
const hourBy: Partial<Record<DemoChannel, (random: Random) => string>> = {
  phone_call: office,
  paper: desk,
  reception: desk,
  edds_112: duty,
};

/** Local hour with its fraction at which a message of the channel comes. */
export const pickHour = (random: Random, channel: DemoChannel): number =>
  Number((hourBy[channel] ?? online)(random)) + random.next();

/** Part of a day's messages that has come by a local hour, 0–1. */
export function sharePassed(hour: number): number {
  const total = onlineHours.reduce((sum, weight) => sum + weight, 0);
  const passed = onlineHours.reduce(
    (sum, weight, at) => sum + weight * Math.min(1, Math.max(0, hour - at)),
    0,
  );
  return passed / total;
}

export interface ChannelOrigin {
  regime: string;
  reason: string;
  identity: string;
  /** Outside system and the form of its ids; null = none. */
  source: string | null;
}

const origins: Record<DemoChannel, ChannelOrigin> = {
  pos: {
    regime: 'pos_message',
    reason: 'Сообщение Платформы обратной связи: порядок 59-ФЗ не применяется',
    identity: 'esia_verified',
    source: 'pos',
  },
  epgu: {
    regime: 'appeal_59fz',
    reason: 'Обращение через Единый портал: 59-ФЗ, ст. 7 ч. 3',
    identity: 'esia_verified',
    source: 'epgu',
  },
  social_post: {
    regime: 'open_source',
    reason: 'Публикация в открытом источнике: порядок 59-ФЗ не применяется',
    identity: 'social_profile',
    source: 'vk',
  },
  social_comment: {
    regime: 'open_source',
    reason: 'Комментарий в открытом источнике: порядок 59-ФЗ не применяется',
    identity: 'social_profile',
    source: 'ok',
  },
  site_form: {
    regime: 'pos_message',
    reason: 'Сообщение с портала: подано без идентификации через Госуслуги, порядок 59-ФЗ не применяется',
    identity: 'anonymous',
    source: null,
  },
  phone_call: {
    regime: 'pos_message',
    reason: 'Устное сообщение по телефону: порядок 59-ФЗ не применяется',
    identity: 'phone',
    source: null,
  },
  reception: {
    regime: 'appeal_59fz',
    reason: 'Личный приём: 59-ФЗ, ст. 13',
    identity: 'anonymous',
    source: null,
  },
  paper: {
    regime: 'appeal_59fz',
    reason: 'Письменное обращение: 59-ФЗ, ст. 7 и 8',
    identity: 'anonymous',
    source: null,
  },
  edds_112: {
    regime: 'internal',
    reason: 'Карточка ЕДДС: служебное сообщение',
    identity: 'phone',
    source: 'edds_112',
  },
  max_bot: {
    regime: 'pos_message',
    reason: 'Сообщение внешней системы: порядок 59-ФЗ не применяется без решения оператора',
    identity: 'social_profile',
    source: 'max',
  },
};

export const originOf = (channel: DemoChannel): ChannelOrigin => origins[channel];

/** Channels an operator registers from. */
export const isRegisteredByStaff = (channel: DemoChannel): boolean =>
  ['phone_call', 'paper', 'reception', 'edds_112'].includes(channel);
