import { Injectable, type OnModuleInit } from '@nestjs/common';
import { DiscoveryService, Reflector } from '@nestjs/core';

import { type Letter } from './letter.js';
import { MAIL_COMPOSER, type MailComposer } from './mail-composer.js';
import type { Mail } from './mail.entity.js';

/** Every composer of the product, found at boot. */
@Injectable()
export class MailComposers implements OnModuleInit {
  private readonly composers = new Map<string, MailComposer>();

  constructor(
    private readonly discovery: DiscoveryService,
    private readonly reflector: Reflector,
  ) {}

  onModuleInit(): void {
    for (const { instance, metatype } of this.discovery.getProviders()) {
      const kind = metatype ? this.reflector.get<string | undefined>(MAIL_COMPOSER, metatype) : undefined;
      if (kind === undefined) continue;
      if (this.composers.has(kind)) throw new Error(`two classes compose mail of the kind "${kind}"`);
      this.composers.set(kind, instance as MailComposer);
    }
  }

  /** @throws Error for a kind that nobody composes: it may be one of a later version, so the letter waits */
  async compose(mail: Mail): Promise<Letter | null> {
    const composer = this.composers.get(mail.kind);
    if (!composer) throw new Error(`nobody composes mail of the kind "${mail.kind}"`);
    return composer.compose(mail);
  }
}
