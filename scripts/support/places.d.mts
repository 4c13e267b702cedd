/** Absolute path of the repository. */
export const projectRoot: string;
