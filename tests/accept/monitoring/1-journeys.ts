import type { AcceptLine } from '../line.ts';
import { playJourneys } from '../run-program.ts';

/** Every journey there is over networks that a test tells, by roles and by the keyboard, with axe. */
export const line: AcceptLine = {
  title: 'Путешествия в браузере: запись, инцидент, ответ под записью, продолжение, дело, правила',
  run: ({ tell }) => playJourneys('tests/e2e/monitoring', tell),
};
