/** Grounds on which a message is not taken to work; the keys stand in the contract. */
export type RejectionGround =
  | 'spam'
  | 'ad'
  | 'not_our_territory'
  | 'no_question'
  | 'provocation'
  | 'insult'
  | 'duplicate'
  | 'already_answered'
  | 'third_party_data';

interface Wording {
  /** The ground in a list of the operator. */
  title: string;
  /** What the resident reads: why, and what to do. */
  toResident: string;
}

export const rejectionGrounds: Record<RejectionGround, Wording> = {
  spam: {
    title: 'Спам',
    toResident: 'Сообщение похоже на рассылку. Если это ошибка, опишите вопрос своими словами.',
  },
  ad: {
    title: 'Реклама',
    toResident: 'Рекламу мы не рассматриваем. Если есть вопрос к администрации, напишите его отдельно.',
  },
  not_our_territory: {
    title: 'Не наша территория',
    toResident: 'Место находится за границей округа. Обратитесь в администрацию той территории.',
  },
  no_question: {
    title: 'Нет вопроса',
    toResident: 'Не поняли, что нужно сделать. Напишите, что случилось, где и когда.',
  },
  provocation: {
    title: 'Провокация',
    toResident: 'В сообщении нет вопроса, который можно решить. Опишите его по существу.',
  },
  insult: {
    title: 'Оскорбления',
    toResident: 'Сообщения с оскорблениями не рассматриваются. Напишите о том же без них, и мы ответим.',
  },
  duplicate: {
    title: 'Повтор',
    toResident: 'Такое сообщение от вас уже принято. Ответ придёт по нему.',
  },
  already_answered: {
    title: 'Ответ уже дан',
    toResident: 'На этот вопрос вам уже ответили. Если остались новые обстоятельства, напишите о них.',
  },
  third_party_data: {
    title: 'Данные других людей',
    toResident: 'В сообщении личные данные других людей. Уберите их и отправьте снова.',
  },
};

/** Whether a text names a ground: bulk actions give it as plain text. */
export const isRejectionGround = (text: string): text is RejectionGround =>
  Object.hasOwn(rejectionGrounds, text);
