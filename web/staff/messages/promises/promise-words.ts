import type { Promised } from '../../../../shared/contract/messages/cases-sides.ts';

export const promiseWords: Readonly<
  Record<Promised['state'], { title: string; tone: 'info' | 'ok' | 'danger' | 'warning' }>
> = {
  open: { title: 'ждёт', tone: 'info' },
  kept: { title: 'сдержано', tone: 'ok' },
  broken: { title: 'нарушено', tone: 'danger' },
  moved: { title: 'перенесено', tone: 'warning' },
};
