import {
  NetworkFailure,
  type NetworkPost,
  type Publishing,
  type Spoken,
} from '../../../server/base/networks/index.ts';

/** A post that a network in memory has taken. */
export interface ToldPost extends NetworkPost {
  number: string;
  page: string;
  at: Date;
  isGone: boolean;
  /** Taken, and not shown yet. */
  isHidden: boolean;
}

type Act = 'upload' | 'publish' | 'find' | 'look' | 'edit' | 'remove';

/** What happens to a call: `before` = nothing was done, `after` = it was, and the answer is lost. */
export interface ToldFault {
  when: 'before' | 'after';
  failure: NetworkFailure;
}

/** How pages publish in a network in memory: every post it took stays in `log`, which judges. */
export interface ToldPosts {
  publishing: Publishing;
  log: ToldPost[];
  /** Pictures that were uploaded, their bytes by their names. */
  pictures: Map<string, Buffer>;
  /** The next call of an act takes the first of its faults. */
  faults: Record<Act, ToldFault[]>;
  /** Posts that are taken are not shown. */
  isSlow: boolean;
  /** What is looked for is not found, as in a network that shows late. */
  isBlind: boolean;
  calls: Act[];
}

const spokenOf = ({ number }: ToldPost): Spoken => ({
  id: number,
  url: `https://network.example/post/${number}`,
});

/** @param now by the clock of the network. */
export function tellPosts(now: () => Date = () => new Date()): ToldPosts {
  const faults: ToldPosts['faults'] = { upload: [], publish: [], find: [], look: [], edit: [], remove: [] };
  const act = async <T>(name: Act, work: () => T): Promise<T> => {
    told.calls.push(name);
    const fault = faults[name].shift();
    if (fault?.when === 'before') throw fault.failure;
    const done = work();
    if (fault) throw fault.failure;
    return done;
  };
  const shown = (): ToldPost[] => told.log.filter(({ isGone, isHidden }) => !isGone && !isHidden);
  const findStanding = (page: string, number: string): ToldPost => {
    const post = told.log.find((one) => one.page === page && one.number === number && !one.isGone);
    if (!post) throw new NetworkFailure('missing', 'Такой записи нет');
    return post;
  };
  const publishing: Publishing = {
    textLimit: 1000,
    pictureLimit: 4,
    pictureTypes: ['image/jpeg'],
    pictureBytes: 5_000_000,
    upload: (_access, { bytes }) =>
      act('upload', () => {
        const name = `picture-${told.pictures.size + 1}`;
        told.pictures.set(name, bytes);
        return name;
      }),
    publish: ({ pageId: page }, post) =>
      act('publish', () => {
        const known = publishing.knowsRepeats && told.log.find(({ id }) => id === post.id);
        if (known) return spokenOf(known);
        const taken: ToldPost = {
          ...post,
          number: `${page}-${told.log.length + 1}`,
          page,
          at: now(),
          isGone: false,
          isHidden: told.isSlow,
        };
        told.log.push(taken);
        return spokenOf(taken);
      }),
    findPublished: ({ pageId: page }, text, since) =>
      act('find', () =>
        told.isBlind
          ? []
          : shown()
              .filter(
                (one) =>
                  one.page === page && one.text === text && one.at.getTime() >= since.getTime() - 600_000,
              )
              .map(spokenOf),
      ),
    look: ({ pageId: page }, number) =>
      act('look', () => {
        const post = shown().find((one) => one.page === page && one.number === number);
        return post ? { text: post.text } : null;
      }),
    edit: ({ pageId: page }, number, { text }) =>
      act('edit', () => {
        findStanding(page, number).text = text;
      }),
    remove: ({ pageId: page }, number) =>
      act('remove', () => {
        findStanding(page, number).isGone = true;
      }),
    idOfUrl: (_access, url) => /\/post\/(\S+)$/u.exec(url)?.[1] ?? null,
  };
  const told: ToldPosts = {
    publishing,
    log: [],
    pictures: new Map(),
    faults,
    isSlow: false,
    isBlind: false,
    calls: [],
  };
  return told;
}
