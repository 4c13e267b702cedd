export {
  type NetworkConnector,
  NetworkFailure,
  type NetworkReading,
  networkConnector,
  type PageAccess,
  type SeenPost,
  type Spoken,
  type Utterance,
} from './connector.ts';
