import type { LetterChannel, Pace } from '../../../shared/contract/base/outbox-settings.ts';

export const paces: readonly { value: Pace; label: string }[] = [
  { value: 'instant', label: 'сразу' },
  { value: 'hourly', label: 'раз в час, одним письмом' },
  { value: 'daily', label: 'раз в день, в 9 утра' },
  { value: 'answer', label: 'только ответ, решение и новый срок, сразу' },
  { value: 'off', label: 'не присылать' },
];

export const channelWords: Readonly<Record<LetterChannel, string>> = {
  sms: 'SMS',
  email: 'Письма',
  push: 'Уведомления в браузере',
  max: 'MAX',
};
