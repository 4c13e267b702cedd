/** Throws a Russian sentence unless the database answers, is new enough and keeps text in UTF-8. */
export function checkOwnDatabase(url: string): Promise<void>;
