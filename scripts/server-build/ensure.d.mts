export function ensureServerBuilt(log?: (text: string) => void): Promise<void>;
