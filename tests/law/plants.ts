/** Deliberate faults of the product, each of which the walks must find: exact words of a source, and what is put in their place. */
export interface Plant {
  id: string;
  title: string;
  changes: readonly { file: string; find: string; put: string }[];
}

export const plants: readonly Plant[] = [
  {
    id: 'ask-unbreaks',
    title: 'asking the resident stops a term that is broken already',
    changes: [],
  },
];
