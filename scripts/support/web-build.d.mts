export function buildWeb(options?: { quiet?: boolean }): Promise<number>;
export function ensureWebBuilt(log?: (text: string) => void): Promise<void>;
