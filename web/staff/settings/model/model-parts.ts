/** Parts of the screen, each under its own address: for their switch and for Ctrl K. */
export const modelParts = [
  { value: 'learning', label: 'Обучение и версии' },
  { value: 'figures', label: 'Точность' },
  { value: 'thresholds', label: 'Пороги' },
] as const;
