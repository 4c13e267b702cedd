/** Parts of the screen, each under its own address: for their switch and for Ctrl K. */
export const groupParts = [
  { value: 'meetings', label: 'Заседания' },
  { value: 'archive', label: 'Архив' },
  { value: 'composition', label: 'Состав' },
] as const;
