/** True when nobody listens on the port of this address. */
export function isPortFree(port: number, host?: string): Promise<boolean>;
export function findFreePort(from: number, tries?: number, host?: string): Promise<number>;
