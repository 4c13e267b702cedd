/** Parts of the screen, each under its own address: for their switch and for Ctrl K. */
export const analysisParts = [
  { value: 'rising', label: 'Растущие темы' },
  { value: 'causes', label: 'Причины' },
  { value: 'clusters', label: 'О чём пишут' },
  { value: 'objects', label: 'Объекты' },
  { value: 'ageing', label: 'Возраст дел' },
  { value: 'fullness', label: 'Полнота полей' },
] as const;
