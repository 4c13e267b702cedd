/** Absolute path of the repository. */
export const projectRoot: string;
/** A path as it was typed, from the folder where the command was given. */
export function fromHere(path: string): string;
/** True when this program lies as it was released: whole, with built pages, and nothing is installed or built beside it. */
export function isRelease(): boolean;
