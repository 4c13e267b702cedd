/** Parts of the screen, each under its own address: for their switch and for Ctrl K. */
export const qualityParts = [
  { value: 'summary', label: 'Сводка', permission: 'quality.read' },
  { value: 'review', label: 'Проверка вслепую', permission: 'quality.review' },
  { value: 'flags', label: 'Признаки накрутки', permission: 'quality.read' },
] as const;
