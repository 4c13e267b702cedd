/** Path of a Chromium that is there, or undefined. */
export function findChromium(): string | undefined;
/** Finds Chromium or gets it; throws one Russian sentence saying what is left to do. */
export function ensureChromium(log?: (text: string) => void): Promise<string>;
