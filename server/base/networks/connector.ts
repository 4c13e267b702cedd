import type { RawReply, RawRequest } from '../../lib/module/module.ts';
import { definePort } from '../../lib/module/port.ts';
import type { PageProfile } from './page-profile.ts';

/** What of a network can be spoken of by one name: a post, what is written under it, a private talk with the page, an article. */
export type PostKind = 'post' | 'comment' | 'message' | 'article';

/** A post as a network shows it at the moment it was read. */
export interface SeenPost {
  /** Stable in the network and unique within it: `wall-1_2`, `comment:-1_2_7`. */
  id: string;
  kind: PostKind;
  /** The post at the head of the talk; its own id where it is the head. */
  threadId: string;
  /** What it answers; null at the head, and where the network does not say. */
  parentId: string | null;
  /** The page it stands on, as the network numbers it; empty of an article or a letter. */
  pageId: string;
  /** Whoever wrote it, as the network numbers them; a page under its own id. Empty where the network hides it. */
  authorId: string;
  /** As shown there; empty where the network gives no name. */
  authorName: string;
  /** The page it stands on wrote it. Whether that page is ours its keeper knows: of ours it never becomes an incident. */
  isOwn: boolean;
  text: string;
  /** Addresses of pictures, as the network gives them. */
  pictures: string[];
  /** Where a person opens it; empty of what nobody else can open (a private message). */
  url: string;
  postedAt: Date;
  /** Null where it was never changed, or the network does not say. */
  editedAt: Date | null;
  /** Null where the network does not tell. */
  reach: {
    views: number | null;
    likes: number | null;
    comments: number | null;
    shares: number | null;
  } | null;
}

/** What a network says has happened. */
export type NetworkFact =
  /**
   * It is there and looks so: new, or changed. `isBirth`: the network tells how it began, and deliveries come shuffled: whatever else
   * is known of it is later and stays.
   */
  | { fact: 'seen'; post: SeenPost; isBirth?: boolean }
  /**
   * The network said that it is gone. That it was not found in a list is no such word. `at` is null where the network does not say
   * when (VK): it was then when it was heard.
   */
  | { fact: 'gone'; id: string; at: Date | null; by: 'author' | 'page' | 'network' | 'unknown' }
  | { fact: 'restored'; id: string; at: Date | null };

/** One event or one reading of a network: the raw reply stays beside what was read from it. */
export interface NetworkReading {
  /**
   * The same thing told twice has the same key, whatever way it came: at most 300 characters. A new post is known by how it looks; a
   * change by the network's number of its event, for an old look may come back. Reach is no part of the key: whoever keeps figures
   * takes them from repeats too.
   */
  key: string;
  facts: NetworkFact[];
  /** The words of the network as they came, JSON or XML: evidence. At most 256 KB. */
  raw: string;
  /** Why nothing was read from it; null where facts were. In Russian. */
  ignored: string | null;
}

/** A page with its keys opened: what a connector needs to speak to the network. */
export interface PageAccess {
  /** The page as the network numbers it; the address of a feed, the mailbox of letters. */
  pageId: string;
  /** By the names the connector gives in `keys`; absent where nobody has entered it. */
  keys: Readonly<Record<string, string>>;
  /** Address of the network where it is not the usual one (a stand-in on the loopback); empty = the usual. */
  baseUrl: string;
  /** The setting that names the address allows it to be inside the private network. */
  mayBePrivate: boolean;
}

/** What a page wants of a network; shown beside the key that unlocks it. */
export const pageFunctions = {
  events: 'получать события',
  posts: 'читать записи',
  comments: 'читать комментарии',
  messages: 'читать и писать личные сообщения',
  reply: 'отвечать под записью',
  publish: 'публиковать записи',
  remove: 'скрывать комментарии',
  figures: 'видеть охват',
} as const;
export type PageFunction = keyof typeof pageFunctions;

/** One of the keys a page may have. */
export interface PageKey {
  /** Its name in `PageAccess.keys`. */
  name: string;
  /** In Russian, for the form. */
  title: string;
  /** Where a person takes it; in Russian. */
  hint: string;
  unlocks: readonly PageFunction[];
}

/** What a page says to the network. */
export interface Utterance {
  /** Its own id, the same however often it is tried: the key against repeats where the network knows one. */
  id: string;
  /** What it answers; for a private talk the message. */
  to: { id: string; kind: PostKind; threadId: string; authorId: string };
  text: string;
}

/** Where it stands now. */
export interface Spoken {
  id: string;
  /** Empty of a private message. */
  url: string;
}

/** Why a network did not do what it was asked. */
export type NetworkTrouble =
  /** Nothing was tried or nothing was taken: again later. */
  | 'later'
  /** The key is refused or has run out: a person enters another. */
  | 'key'
  /** The page may not do it: rights, a closed wall. */
  | 'rights'
  /** What is answered is not there any more. */
  | 'missing'
  /** The network refuses the text itself, or asks a person for a captcha: trying again cannot help. */
  | 'refused'
  /** It may have been done all the same: nobody but a person may try again. */
  | 'unknown'
  /** The reply is not of the network's form. */
  | 'form';

/** Thrown by every function of a connector for whatever the network said or did not say. */
export class NetworkFailure extends Error {
  readonly trouble: NetworkTrouble;
  /** ms the network asks to wait. */
  readonly retryAfter: number | undefined;

  /** @param reason in Russian, for the screen of whoever keeps the page; without keys and words of residents. */
  constructor(trouble: NetworkTrouble, reason: string, retryAfter?: number) {
    super(reason);
    this.trouble = trouble;
    this.retryAfter = retryAfter;
  }
}

/** A part of what came since the cursor. */
export interface Pulled {
  readings: NetworkReading[];
  /** Where the next reading begins; opaque, at most 4,000 characters. Kept with what was read, in one transaction. */
  cursor: string;
  /** There is more to be read now. */
  isMore: boolean;
  /** What did not go well beside the reading, for whoever keeps the page: as the words of a `NetworkFailure`. */
  trouble?: string;
}

/** A request at the door, with the caller's address behind the trusted proxies. */
export type DoorRequest = Pick<RawRequest, 'params' | 'headers' | 'body'> & { ip: string };

/** How a network brings events to us by itself. */
export interface NetworkDoor {
  /**
   * Whether the request is the network's: secrets are compared in constant time, a page without a secret refuses all.
   * `ip` is the caller's address behind the trusted proxies; `params.secret` the last part of our address where the page was given one
   * with it (a network that signs nothing).
   */
  verify: (request: DoorRequest, access: PageAccess) => boolean;
  /** Throws `NetworkFailure('form')`. The key must not depend on the order of deliveries. */
  read: (body: string, access: PageAccess) => NetworkReading;
  /** What the network expects to hear once the event is stored. May answer a first confirmation. */
  reply: (body: string, access: PageAccess) => RawReply;
  /**
   * Makes sure that the network still brings events to `address`, and asks it anew where it has stopped: MAX forgets an address that
   * was silent for eight hours. For a job of every hour.
   */
  keep?: (access: PageAccess, address: string) => Promise<'stands' | 'renewed'>;
}

/** A post as a page gives it to the network. */
export interface NetworkPost {
  /** Its own id, the same however often it is tried: the key against repeats where the network knows one. */
  id: string;
  text: string;
  /** What the network called each of its pictures when it was uploaded, in their order. */
  pictures: readonly string[];
}

/**
 * How pages publish in a network. Its limits are facts: whoever asks for a post looks at them before. Every function throws
 * `NetworkFailure`; only what says or changes something may throw `unknown`.
 */
export interface Publishing {
  /** Longest text, in UTF-16 units. */
  textLimit: number;
  /** Most pictures of a post. */
  pictureLimit: number;
  /** Media types the network takes. */
  pictureTypes: readonly string[];
  /** Largest picture, bytes. */
  pictureBytes: number;
  /** The network knows `NetworkPost.id` and takes a post once by it: a try nobody knows the end of may be made again at once. */
  knowsRepeats?: boolean;
  /** May be repeated freely: nobody sees a picture without its post. */
  upload: (access: PageAccess, picture: { bytes: Buffer; alt: string }) => Promise<string>;
  publish: (access: PageAccess, post: NetworkPost) => Promise<Spoken>;
  /** What stands on the page with these words since that moment, the oldest first. */
  findPublished: (access: PageAccess, text: string, since: Date) => Promise<Spoken[]>;
  /** A post as it stands there; null = it does not. */
  look: (access: PageAccess, id: string) => Promise<{ text: string } | null>;
  /** Left out where the network has no way. Doing it again does no harm. */
  edit?: (access: PageAccess, id: string, post: Omit<NetworkPost, 'id'>) => Promise<void>;
  /** Left out where the network has no way. Throws `missing` where there is nothing (any more). */
  remove?: (access: PageAccess, id: string) => Promise<void>;
  /** The number of the post at an address that a person gave; null where it cannot be told. */
  idOfUrl?: (access: PageAccess, url: string) => string | null;
}

/**
 * One outside network, a folder of `server/connectors` each: `provide(networkConnector, vkConnector, 'vk')`. Its functions hold no
 * connection of the database and speak through `lib/outbound` alone. What it cannot do it leaves out.
 */
export interface NetworkConnector {
  /** Its id in the pack of networks. */
  network: string;
  keys: readonly PageKey[];
  /** Longest text of an answer, in characters (UTF-16 units unless the network says other). */
  longestReply: number;
  door?: NetworkDoor;
  /** Reads what came since the cursor (empty = from now on, with what stands there already as far as one page reaches). */
  pull?: (access: PageAccess, cursor: string) => Promise<Pulled>;
  /** Throws `NetworkFailure('unknown')` where it may have been taken. */
  say?: (access: PageAccess, utterance: Utterance) => Promise<Spoken>;
  /** Looks for what may have been said before; null = it is not there. */
  findSaid?: (access: PageAccess, utterance: Utterance, since: Date) => Promise<Spoken | null>;
  /** Names as the network shows them, of authors who came without one (events carry none); whom it does not name is left out. */
  nameAuthors?: (access: PageAccess, authorIds: readonly string[]) => Promise<ReadonlyMap<string, string>>;
  /** Where the page may write to somebody alone, as far as it is known beforehand; null where it may not. */
  talkTo?: (authorId: string) => Utterance['to'] | null;
  /** Takes a comment off the page: by a published rule alone (server/monitoring/moderation). Throws `NetworkFailure('unknown')` where it may have been done. */
  hide?: (access: PageAccess, postId: string) => Promise<void>;
  /** Puts a comment back that `hide` took off; left out where the network has no way back. */
  restore?: (access: PageAccess, postId: string) => Promise<void>;
  /**
   * What pages show of themselves, in their order, asked together where the network answers for many at once. Of a page that could not
   * be read its failure; never throws one.
   */
  readProfiles?: (pages: readonly PageAccess[]) => Promise<(PageProfile | NetworkFailure)[]>;
  /** How a page of ours publishes its posts. */
  publishing?: Publishing;
  /** Which functions the keys really unlock now, each with what the network says against it; never throws for a refusal. */
  tryKeys: (access: PageAccess) => Promise<{ pageFunction: PageFunction; refusal: string | null }[]>;
}

/** The connector of a network, by its id. */
export const networkConnector = definePort<NetworkConnector>('networks.connector');
