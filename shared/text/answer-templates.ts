/** What a template is filled with. */
export interface TemplateFacts {
  number: string;
  address: string | null;
}

/**
 * Starts of an answer for an executor. Blanks «…» are left on purpose: an answer without the day and the deed is what
 * the approver returns.
 */
export function answerTemplates({ number, address }: TemplateFacts): { title: string; text: string }[] {
  const place = address ? `по адресу: ${address}` : `по сообщению № ${number}`;
  return [
    {
      title: 'Сделано',
      text: `Здравствуйте! Работы ${place} выполнены … числа: … Фото до и после приложены. Если проблема вернётся, ответьте на это сообщение — дело откроем снова.`,
    },
    {
      title: 'Сделано частично',
      text: `Здравствуйте! ${place[0]!.toUpperCase()}${place.slice(1)} сделано: … Осталось: … Закончим до … числа. Отвечает: …`,
    },
    {
      title: 'Будет сделано к дате',
      text: `Здравствуйте! Осмотрели место ${place} … числа: … Сделаем до … числа, потому что … В этот день пришлём фото.`,
    },
    {
      title: 'Разъяснение',
      text: `Здравствуйте! Проверили ваше сообщение № ${number}. … Основание: … Если вы не согласны, ответьте на это сообщение.`,
    },
    {
      title: 'Не подтвердилось',
      text: `Здравствуйте! … числа были на месте ${place}: … Фото приложено. Если мы смотрели не там, уточните место на карте.`,
    },
  ];
}
