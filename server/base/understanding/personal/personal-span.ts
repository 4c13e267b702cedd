import type { PersonalKind } from '../../../../shared/contract/base/personal-data.ts';

/** A place in a text, in UTF-16 units, `end` after the last. */
export interface PersonalSpan {
  kind: PersonalKind;
  start: number;
  end: number;
}
