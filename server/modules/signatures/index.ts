export { type DocumentAccess, download as downloadSigned, registerDocuments } from './documents.ts';
export { signaturesModule } from './module.ts';
export { type NewDocument, type Signer, signDocument } from './sign.ts';
