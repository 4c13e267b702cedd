/** Throws a sentence where the server's account has put a folder in the place of the database. For root alone. */
export function refusePlanted(data: string): void;
