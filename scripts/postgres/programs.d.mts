/** Path of the server program. */
export function serverProgram(native: string): string;
