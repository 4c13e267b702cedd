export {
  type DocumentAccess,
  download as downloadSigned,
  hashOfDocument,
  registerDocuments,
} from './documents.ts';
export { signaturesModule } from './module.ts';
export { type NewDocument, type Signer, signDocument } from './sign.ts';
