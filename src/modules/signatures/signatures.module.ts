import { Global, Module } from '@nestjs/common';

import { Sign } from './operations/sign.js';
import { Signatures } from './queries/signatures.query.js';

/** Names under records: who stands for what, since when, and for exactly which words. */
@Global()
@Module({ providers: [Sign, Signatures], exports: [Sign, Signatures] })
export class SignaturesModule {}
