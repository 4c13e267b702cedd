import { type HelpTopic, readTopic } from './help-topic.ts';

/** All texts in one file of the build: it is asked for when help is opened, and the search needs them all. */
const files: Record<string, string> = {
  ...import.meta.glob<string>('../../../../docs/help/*/*.md', {
    query: '?raw',
    import: 'default',
    eager: true,
  }),
  ...import.meta.glob<string>('../../../../docs/guides/*.md', {
    query: '?raw',
    import: 'default',
    eager: true,
  }),
};

const pictures: Record<string, string> = import.meta.glob<string>('../../../../docs/guides/pictures/*.webp', {
  query: '?url',
  import: 'default',
  eager: true,
});

/** `docs/help/messages/inbox.md`, as the repository names it. */
const fromRoot = (path: string): string => path.replace(/^(?:\.\.\/)+/u, '');

export const helpTopics: readonly HelpTopic[] = Object.entries(files).map(([path, text]) =>
  readTopic(fromRoot(path), text),
);

const byId = new Map(helpTopics.map((topic) => [topic.id, topic]));
const byPath = new Map(helpTopics.map((topic) => [topic.path, topic]));
const pictureAt = new Map(Object.entries(pictures).map(([path, url]) => [fromRoot(path), url]));

export const helpNames: ReadonlySet<string> = new Set(byId.keys());

export const findTopic = (id: string): HelpTopic | undefined => byId.get(id);

/** Where a link or a picture of a text leads, from the folder of its file. */
export const resolveFrom = (topic: HelpTopic, href: string): string =>
  new URL(href, `file:///${topic.path}`).pathname.slice(1);

export const followLink = (topic: HelpTopic, href: string): HelpTopic | undefined =>
  byPath.get(resolveFrom(topic, href));

export const findPicture = (topic: HelpTopic, href: string): string | undefined =>
  pictureAt.get(resolveFrom(topic, href));
