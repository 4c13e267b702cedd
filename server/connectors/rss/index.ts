export { rssConnector } from './rss-connector.ts';
