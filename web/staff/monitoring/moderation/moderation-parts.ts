/** Parts of the screen, each under its own address: for their switch and for Ctrl K. */
export const moderationParts = [
  { value: 'waiting', label: 'Ждут' },
  { value: 'appeals', label: 'Возражения' },
  { value: 'register', label: 'Реестр' },
  { value: 'rules', label: 'Правила' },
  { value: 'figures', label: 'Доли' },
] as const;
export type ModerationPart = (typeof moderationParts)[number]['value'];
