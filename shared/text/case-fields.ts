import { type CaseField, caseFields } from '../contract/messages/cases-list.ts';

/** What a case is made of, as its completeness is measured: the field, and a case without it. */
export const fieldWords: Readonly<Record<CaseField, { title: string; lacks: string; of: string }>> = {
  block: { title: 'Блок', lacks: 'Без блока', of: 'поступивших' },
  fact: { title: 'Факт', lacks: 'Без факта', of: 'поступивших' },
  district: { title: 'Территория', lacks: 'Без территории', of: 'поступивших' },
  place: { title: 'Место', lacks: 'Без места на карте', of: 'поступивших' },
  house: { title: 'До дома', lacks: 'Место не до дома', of: 'поступивших' },
  contact: { title: 'Контакт', lacks: 'Без контакта', of: 'поступивших' },
  photo: { title: 'Фото', lacks: 'Без фото', of: 'поступивших' },
  executor: { title: 'Исполнитель', lacks: 'Без исполнителя', of: 'принятых' },
  outcome: { title: 'Результат', lacks: 'Без результата', of: 'завершённых' },
  rating: { title: 'Оценка', lacks: 'Без оценки жителя', of: 'получивших ответ' },
};

/** A condition of the list in words; of an unknown one that it is there. */
export function lacksWords(text: string): string {
  const field = caseFields.find((one) => one === text);
  return field ? fieldWords[field].lacks : 'Без поля';
}
