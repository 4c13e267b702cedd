/** What a person or a test gives the control API, read with a name for what is wrong. */
export function readWord(input: Record<string, unknown>, name: string, otherwise?: string): string {
  const value = input[name] ?? otherwise;
  if (typeof value === 'string') return value;
  throw new Error(`${name}: a string is needed`);
}

export function readNumber(input: Record<string, unknown>, name: string, otherwise?: number): number {
  const value = Number(input[name] ?? otherwise);
  if (Number.isFinite(value)) return value;
  throw new Error(`${name}: a number is needed`);
}
