/** Parts of the screen, each under its own address: for their switch and for Ctrl K. */
export const interactionParts = [
  { value: 'papers', label: 'Переписка' },
  { value: 'events', label: 'Совещания' },
  { value: 'systems', label: 'Системы' },
] as const;
