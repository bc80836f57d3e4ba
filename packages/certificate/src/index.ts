export { type KeyPair, keyPairOf } from './certificate.ts';
