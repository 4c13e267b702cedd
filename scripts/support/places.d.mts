/** Absolute path of the repository. */
export const projectRoot: string;
/** True when this program lies as it was released: whole, with built pages, and nothing is installed or built beside it. */
export function isRelease(): boolean;
