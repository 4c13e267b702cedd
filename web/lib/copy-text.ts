import { showToast } from './toast.ts';

/** Puts words on the clipboard and says so; where the browser does not give it, says how to go on. */
export async function copyText(text: string, done: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    showToast(done);
    return true;
  } catch {
    showToast('Браузер не дал скопировать: выделите текст и нажмите Ctrl+C', { tone: 'problem' });
    return false;
  }
}
