/** What an error of the system, the driver or a library calls itself by: `ENOENT`, an SQLSTATE; undefined where it has no code. */
export const errorCode = (error: unknown): unknown =>
  typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
