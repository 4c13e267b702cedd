/** Parts of the screen, each under its own address: for their switch and for Ctrl K. */
export const recommendationParts = [
  { value: 'recommendations', label: 'Рекомендации' },
  { value: 'practices', label: 'Практики' },
] as const;
