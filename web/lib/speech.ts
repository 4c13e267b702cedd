import { createStore, useStore } from './store.ts';

const speaking = createStore(false);

/** «Озвучить страницу»: the browser's own voice, where it has a Russian one. */
export function canSpeak(): boolean {
  return typeof speechSynthesis !== 'undefined';
}

export function useSpeaking(): boolean {
  return useStore(speaking);
}

/** Reads the main part of the page aloud from its heading on, or stops. */
export function toggleSpeech(): void {
  if (speaking.get()) {
    speechSynthesis.cancel();
    speaking.set(false);
    return;
  }
  // innerText, not textContent: what is hidden must not be read.
  // biome-ignore lint/performance/useDomNodeTextContent: see above
  const text = document.querySelector<HTMLElement>('main')?.innerText ?? '';
  // Long texts are cut off by some engines, so each paragraph is its own utterance.
  const parts = text.split(/\n+/u).filter((part) => part.trim() !== '');
  for (const [at, part] of parts.entries()) {
    const utterance = new SpeechSynthesisUtterance(part);
    utterance.lang = 'ru-RU';
    utterance.onerror = () => speaking.set(false);
    if (at === parts.length - 1) utterance.onend = () => speaking.set(false);
    speechSynthesis.speak(utterance);
  }
  speaking.set(parts.length > 0);
}
