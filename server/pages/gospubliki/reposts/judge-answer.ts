/** What an answer says. */
export interface RepostAnswer {
  state: 'taken' | 'refused' | 'silent';
  on: string;
  takenUrl: string;
  ground: string;
}

/** Why an answer cannot be put down, at which field; null = it can. */
export function refuseAnswer(
  { state, on, takenUrl, ground }: RepostAnswer,
  { askedOn, dueOn, today }: { askedOn: string; dueOn: string; today: string },
): { field: string; words: string } | null {
  if (on > today) return { field: 'on', words: 'Этот день ещё не наступил' };
  if (on < askedOn) return { field: 'on', words: 'Раньше, чем попросили' };
  if (state === 'taken' && takenUrl === '')
    return { field: 'takenUrl', words: 'Где повторили? Вставьте адрес записи' };
  if (state === 'refused' && ground === '') return { field: 'ground', words: 'Напишите, почему отказали' };
  if (state === 'silent' && on <= dueOn)
    return { field: 'on', words: 'Ответа ещё можно ждать: срок не прошёл' };
  return null;
}
