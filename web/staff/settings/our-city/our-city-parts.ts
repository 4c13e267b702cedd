/** Parts of «Наш город», in the address as `?tab=`. */
export const ourCityParts = [
  { value: 'readiness', label: 'Готовность к открытию' },
  { value: 'card', label: 'Карточка города' },
  { value: 'history', label: 'История' },
] as const;
