/** The portal works without a network from the second page on; browsers without workers just need one. */
export function registerWorker(): void {
  if (!('serviceWorker' in navigator) || !window.isSecureContext || import.meta.env?.DEV) return;
  // After the first screen: its own loading comes first.
  addEventListener('load', () => void navigator.serviceWorker.register('/sw.js').catch(() => {}));
}
