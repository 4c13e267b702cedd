/** An address as it is compared: without the last slash. */
export const plainAddress = (url: string): string => url.trim().replace(/\/+$/u, '');
