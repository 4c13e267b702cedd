/**
 * A thing that befalls the server of a small city, as who keeps it would tell it. It counts as named when its words stand in the title or in
 * the words of one trouble, and those of the cure in the cure of that same trouble.
 */
export interface ListedFault {
  /** What is done to a sound installation. */
  done: string;
  says: RegExp;
  cure: RegExp;
  /** What else is true of it then, by title and words; anything beside it is a false alarm. */
  beside?: RegExp;
}
