/** Parts of the screen, each under its own address: for their switch and for Ctrl K. */
export const gospublikiParts = [
  { value: 'requests', label: 'Заявки' },
  { value: 'reposts', label: 'Наши просьбы' },
  { value: 'rating', label: 'Оценка месяца' },
  { value: 'cabinet', label: 'Кабинет' },
] as const;
