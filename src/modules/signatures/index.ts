export { type Meaning, MEANINGS } from './domain/meaning.js';
export { SignatureBody } from './http/signature.body.js';
export { SignatureView } from './http/signature.view.js';
export { type GivenSignature, type ReadySignature, Sign, type SignedRecord } from './operations/sign.js';
export { Signature } from './persistence/signature.entity.js';
export { Signatures } from './queries/signatures.query.js';
export * from './signatures.module.js';
