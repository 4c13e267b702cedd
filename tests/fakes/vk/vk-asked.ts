import type { FakeVkState, FakeVkToken } from './vk-state.ts';

/** An error of the API: the fake throws what the network answers. */
export class VkRefusal extends Error {
  readonly code: number;
  constructor(code: number, words: string) {
    super(words);
    this.code = code;
  }
}

export interface FakeVkMethod {
  /** `access_token_type` of the schema; a test holds them equal. */
  tokens: readonly FakeVkToken[];
  /** Its definition in responses.json. */
  response: string;
  answer: (state: FakeVkState, form: URLSearchParams, token: FakeVkToken) => unknown;
}

export const numberOf = (form: URLSearchParams, name: string, otherwise = 0): number =>
  Number(form.get(name) ?? otherwise);

export function countOf(form: URLSearchParams, most: number, otherwise: number): number {
  const count = numberOf(form, 'count', otherwise);
  if (!(count >= 0 && count <= most)) throw new VkRefusal(100, `count should be 0..${most}`);
  return count;
}

export function requireOwner(state: FakeVkState, form: URLSearchParams): void {
  if (numberOf(form, 'owner_id') !== -state.group.id) throw new VkRefusal(15, 'Access denied');
}
