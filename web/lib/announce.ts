import { createStore } from './store.ts';

/** What the live region says; the number makes equal sentences differ, so that each is spoken. */
export const announcement = createStore({ text: '', count: 0 });

/** Says a sentence to a screen reader without moving focus: «Найдено 3 адреса». */
export function announce(text: string): void {
  announcement.set(({ count }) => ({ text, count: count + 1 }));
}
