/** Parts of the screen, each under its own address: for their switch and for Ctrl K. */
export const officeParts = [
  { value: 'journal', label: 'Журнал' },
  { value: 'reception', label: 'Личный приём' },
  { value: 'review', label: 'Обзор за квартал' },
] as const;
