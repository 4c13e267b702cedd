import type {
  AgreementState,
  ChannelKind,
  ContactKind,
  InteractionKind,
} from '../../contract/monitoring/media.ts';

export const contactKindTitles: Readonly<Record<ContactKind, string>> = {
  smi: 'СМИ',
  pablik: 'сообщество',
  blogger: 'блогер',
  lom: 'лидер мнений',
};

/** Data of a person are kept for a purpose, on a ground, for a term (152-ФЗ). */
export const isPersonKind = (kind: ContactKind): boolean => kind === 'blogger' || kind === 'lom';

export const channelKindTitles: Readonly<Record<ChannelKind, string>> = {
  phone: 'телефон',
  email: 'почта',
  messenger: 'мессенджер',
  address: 'адрес',
};

export const interactionKindTitles: Readonly<Record<InteractionKind, string>> = {
  request: 'запрос',
  answer: 'ответ',
  comment: 'комментарий',
  meeting: 'встреча',
  publication: 'публикация',
  correction: 'исправление',
};

export const agreementStateTitles: Readonly<Record<AgreementState, string>> = {
  open: 'действует',
  kept: 'выполнена',
  broken: 'нарушена',
  dropped: 'снята',
};
