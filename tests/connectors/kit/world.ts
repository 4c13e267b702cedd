import type {
  DoorRequest,
  NetworkConnector,
  PageAccess,
  Utterance,
} from '../../../server/base/networks/index.ts';
import type { ConnectorTuning } from '../../../server/connectors/kit/tuning.ts';

import type { FakeProfile } from '../../fakes/kit/fake-profile.ts';
import type { FakeRequest, FakeServer } from '../../fakes/kit/fake-server.ts';

export type Delivery = DoorRequest;
export type Place = Utterance['to'];

/** What stands in the network now, as people see it: id of the port → words. */
export type Standing = ReadonlyMap<string, string>;

/** A connector beside its fake, and what people do there. */
export interface ConnectorWorld {
  connector: NetworkConnector;
  access: PageAccess;
  server: FakeServer;
  /** Something new by a resident. */
  post: (text: string) => Place;
  comment: (under: Place, text: string) => Place;
  message: ((text: string) => Place) | null;
  edit: (place: Place, text: string) => void;
  remove: (place: Place) => void;
  /** What the network has to bring since the last time; none where it brings nothing by itself. */
  deliver: () => Delivery[];
  /** The same request with a secret that is not the page's. */
  forge: (delivery: Delivery, secret: string) => Delivery;
  /** The page with another secret than it has, or none: of what the network is known by. */
  withSecret: (secret: string) => PageAccess;
  /** Everything the page itself has said there, in words. */
  said: () => string[];
  /** Comments and messages of residents that stand there. */
  standing: () => Standing;
  /** The page shows this of itself from now on. */
  show: (profile: Partial<FakeProfile>) => void;
  /** Nobody sees the page any more. */
  close: () => void;
  /** No key is taken any more. */
  expire: () => void;
  /** The clock of the network stands so many ms off ours. */
  skew: (ms: number) => void;
}

/** A post of the page as people see it. */
export interface SeenThere {
  id: string;
  url: string;
  text: string;
  pictures: number;
}

/** What of a network is about publishing. */
export interface PublishingWorld extends ConnectorWorld {
  /** Posts of the page that stand there, the oldest first. */
  posts: () => SeenThere[];
  /** Somebody takes a post of the page down there. */
  takeDown: (id: string) => void;
  /** Whether a request publishes a post. */
  isPublishing: (request: FakeRequest) => boolean;
}

export type StartWorld = () => Promise<ConnectorWorld>;

export interface TestTime {
  tuning: ConnectorTuning;
  now: () => number;
  /** The clock of the network stands so many ms off ours. */
  skew: (ms: number) => void;
  /** So many ms go by. */
  pass: (ms: number) => void;
}

/** Time goes by as fast as it is slept: limits of requests cost a test nothing. */
export function createTestTime(): TestTime {
  const state = { slept: 0, skew: 0 };
  const clock = {
    now: () => performance.now() + state.slept,
    sleep: async (ms: number) => {
      state.slept += ms;
    },
  };
  const start = Date.now() - performance.now();
  return {
    // Longer than a busy machine takes to read the official schema.
    tuning: { clock, timeout: 60_000, limit: 2_000_000 },
    now: () => start + clock.now() + state.skew,
    skew: (ms) => {
      state.skew = ms;
    },
    pass: (ms) => {
      state.slept += ms;
    },
  };
}
