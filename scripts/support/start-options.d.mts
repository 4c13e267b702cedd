/** A port as it was typed; throws a Russian sentence. */
export function readPort(text: string): number;
