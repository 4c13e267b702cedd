export function findFreePort(from: number, tries?: number, host?: string): Promise<number>;
