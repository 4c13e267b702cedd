/** Why the server will not start, in a sentence that says what to do: it is printed without a stack, and nobody tries again. */
export class StartRefusal extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'StartRefusal';
  }
}
