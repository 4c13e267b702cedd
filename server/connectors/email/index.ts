export { createEmailConnector } from './email-connector.ts';
