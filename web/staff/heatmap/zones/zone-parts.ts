/** Parts of the screen, each under its own address: for their switch and for Ctrl K. */
export const zoneParts = [
  { value: 'open', label: 'Открытые' },
  { value: 'closed', label: 'Закрыты данными' },
  { value: 'heat', label: 'Накал сейчас' },
  { value: 'topics', label: 'Накал по темам' },
] as const;
