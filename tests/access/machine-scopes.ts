/** What a program's key opens, by hand: one line for each scope. A route that is in no line opens to no key. */
export const machineScopes: Readonly<Record<string, readonly string[]>> = {
  'figures.read': ['indicators.list-indicators'],
  'outages.send': ['outages.import-outages'],
  'open-data.read': [
    'cases.list-public-messages',
    'heatmap.get-open-data',
    'heatmap.get-public-figures',
    'initiatives.list-open',
    'moderation.get-comment-rules',
    'open-data.get-catalogue',
    'open-data.get-file',
    'open-data.list-changes',
    'open-data.list-sets',
    'polls.list-open',
    'discussions.list-open',
    'promises.get-figures',
    'promises.get-open-promises',
    'register.get-official-pages',
  ],
};
