/** Parts of «Граница и районы», in the address as `?tab=`. */
export const outlineParts = [
  { value: 'boundary', label: 'Граница города' },
  { value: 'districts', label: 'Районы' },
] as const;
