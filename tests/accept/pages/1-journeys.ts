import type { AcceptLine } from '../line.ts';
import { playJourneys } from '../run-program.ts';

/** Every journey of official pages there is, over networks that a test tells, by roles and by the keyboard, with axe. */
export const line: AcceptLine = {
  title:
    'Путешествия в браузере: реестр, проверки, верификация, публикация, согласование, исправление, размещение по просьбе',
  run: ({ tell }) => playJourneys('tests/e2e/pages', tell),
};
