import type { Question } from '../contract/participation/questionnaire.ts';

/** How long a ballot may be: without what seals it, for whoever writes the questions. */

/** More is no ballot of a vote: a page of opened ones would not fit a request, nor a page of envelopes the memory of a browser. */
export const LONGEST_BALLOT = 16_384;

const STEP = 256;
/** A ballot without its answers: the prefix, the signature of 2048 bits, the ids, the code, the quotes. */
const FRAME = 43 + 342 + 36 + 10 + 32 + 150;

const quoted = (texts: readonly { id: string }[]): number =>
  texts.reduce((total, { id }) => total + id.length + 8, 0);

/** The most characters any answer to a question takes, written down in an envelope. */
function longestAnswer({ kind, options, rows }: Question): number {
  const longestId = Math.max(6, ...options.map(({ id }) => id.length));
  switch (kind) {
    case 'multi':
    case 'ranking':
    case 'budget':
      return quoted(options) + 20;
    case 'matrix':
      return quoted(rows) + rows.length * (longestId + 8) + 20;
    case 'point':
      return 80;
    default:
      return longestId + 8;
  }
}

/**
 * Characters of what lies in every envelope of a vote, whatever was chosen: else its length would tell the choice. Words of one's own
 * have no place in a secret vote.
 */
export function envelopeSize(questions: readonly Question[]): number {
  const answers = questions.reduce((total, one) => total + one.id.length + 8 + longestAnswer(one), 0);
  return Math.ceil((FRAME + answers) / STEP) * STEP;
}
