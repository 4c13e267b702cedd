import type { Submission } from './messages/cases-portal.ts';
import type { NewsItem } from './pages/news.ts';
import type { OpenPoll, OpenPollLine } from './participation/polls-open.ts';
import type { DoneCase, OpenWidget } from './participation/widgets.ts';

/** What the server and the web's own renderer (web/portal/entry-server.tsx) say to each other about one page. */

/** The form of a message on one page, as it was sent by a browser without scripts, or empty. */
export interface SimpleForm {
  kind: 'message';
  /** Made with the empty form: what is sent twice under it is one message. */
  key: string;
  values: Record<SimpleField, string>;
  /** Photos the server has taken already. */
  photos: { fileId: string; token: string; name: string }[];
  /** What is wrong, by the name of the field; '' for what is wrong with all of it. */
  errors: Record<string, string>;
}

/** Names of its inputs; a box that is ticked has the value `on`. */
export const simpleFields = [
  'text',
  'address',
  'placeless',
  'name',
  'phone',
  'email',
  'consent',
  'publish',
] as const;
export type SimpleField = (typeof simpleFields)[number];

/** «Проверить сообщение» as a browser without scripts has sent it: posted, for a contact has no place in an address. */
export interface CheckedForm {
  kind: 'check';
  number: string;
  contact: string;
  /** What became of the private link, where it was asked for. */
  link: { sentTo: 'email' | 'sms' } | { problem: PageProblem } | null;
}

/** What was begun in a widget on another site, brought here by its own form to be gone on with. */
export interface HandedForm {
  kind: 'handed';
  /** Made with the form of the widget: brought twice it is one draft. */
  key: string;
  values: Record<SimpleField, string>;
  /** Of a poll: its id, and answers by the ids of its questions; '' where it is a message. */
  pollId: string;
  answers: Record<string, string | string[]>;
}

export type PageForm = SimpleForm | CheckedForm | HandedForm;

export interface PageRequest {
  /** Path with its query, as the browser asked. */
  href: string;
  /** `https://city.example`. */
  origin: string;
  /** Epoch ms by the server's clock. */
  at: number;
  /** Cookie of «версия для слабовидящих». */
  vi: string | null;
  /** What the page's form holds, where it has one. */
  form: PageForm | null;
  /** Reads a route of the contract in this process, as the caller of the page; rejects with `PageProblem`. */
  read: (routeId: string, input: unknown) => Promise<unknown>;
}

/** A refusal of a route, as much of it as a page shows. */
export interface PageProblem {
  code: string;
  message: string;
  status: number;
  requestId: string;
  /** What is wrong with which field. */
  fields?: Readonly<Record<string, string>>;
}

/** What was read for a page: its replies and refusals by the keys of the browser's cache. */
export interface PageReading {
  key: readonly unknown[];
  data?: unknown;
  problem?: PageProblem;
}

/** What the browser's first render needs to repeat the server's. */
export interface PageState {
  href: string;
  at: number;
  vi: string | null;
  origin: string;
  form: PageForm | null;
  readings: PageReading[];
}

export interface DrawnPage {
  /** 200, 404 for what does not exist, 503 when something could not be read. */
  status: 200 | 404 | 503;
  title: string;
  html: string;
  state: PageState;
  /** Path of its screen in routes.tsx; null where there is none. */
  screen: string | null;
}

/** One page of a widget: everything it shows, read already. */
export interface WidgetView {
  widget: OpenWidget;
  /** `https://city.example` */
  origin: string;
  /** Its addresses begin so: `/widget/<id>`, or `/widget/try/<id>` where nothing is sent and nothing counted. */
  base: string;
  isTry: boolean;
  city: { title: string; genitive: string; zone: string };
  at: number;
  page:
    | { kind: 'message'; form: SimpleForm }
    | { kind: 'sent'; number: string; link: string }
    | { kind: 'tried' }
    | { kind: 'polls'; polls: OpenPollLine[] }
    | { kind: 'poll'; poll: OpenPoll; key: string }
    | { kind: 'done'; done: DoneCase[]; news: NewsItem[] }
    | { kind: 'refused'; words: string };
}

/** What the built renderer exports. */
export interface PageRenderer {
  /** Null: the screen is drawn by the browser alone. */
  drawPage: (request: PageRequest) => Promise<DrawnPage | null>;
  /** The form as a message to submit, or what is wrong with it: by the rules of the form of four steps. */
  readSimpleForm: (
    form: SimpleForm,
    isResident: boolean,
  ) => { body: Submission } | { errors: SimpleForm['errors'] };
  /** A page of a widget; whole but for its styles and script. */
  drawWidget: (view: WidgetView) => { title: string; html: string };
  /** The number as cases are numbered, or null. */
  readCaseNumber: (text: string) => string | null;
}

/** Files a document names in its head, by the path of the screen; written by the build. */
export type ScreenFiles = Record<string, { styles: string[]; scripts: string[] }>;
