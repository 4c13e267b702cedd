export {
  type DocumentAccess,
  documentAccess,
  downloadDocument as downloadSigned,
  hashOfDocument,
} from './documents.ts';
export { signaturesModule } from './module.ts';
export { type NewDocument, type Signer, signDocument } from './sign.ts';
