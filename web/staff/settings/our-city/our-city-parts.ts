/** Parts of «Наш город», in the address as `?tab=`. */
export const ourCityParts = [
  { value: 'card', label: 'Карточка города' },
  { value: 'history', label: 'История' },
] as const;
