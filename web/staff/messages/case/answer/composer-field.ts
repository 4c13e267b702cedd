export type ComposerTab = 'answer' | 'note';

/** Where the focus goes for R and C. */
export const composerField = (tab: ComposerTab): string => `case-${tab}`;
