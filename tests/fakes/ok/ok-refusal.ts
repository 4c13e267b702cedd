/** An error of the API: the fake throws what the network answers. */
export class OkRefusal extends Error {
  readonly code: number;
  constructor(code: number, words: string) {
    super(words);
    this.code = code;
  }
}
