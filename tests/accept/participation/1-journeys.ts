import type { AcceptLine } from '../line.ts';
import { playJourneys } from '../run-program.ts';

/** Every journey of participation there is, by roles and by the keyboard, on a phone and a wide screen, with axe. */
export const line: AcceptLine = {
  title:
    'Путешествия в браузере: опрос с ветвлением и квотой, бюджет, тайное голосование с квитанцией, обсуждение, слушания, виджет на чужих сайтах',
  run: ({ tell }) => playJourneys('tests/e2e/participation', tell),
};
