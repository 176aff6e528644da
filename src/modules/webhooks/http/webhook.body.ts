import { LOCALES, type Locale } from '../../../kernel/text/index.js';
import { Flag, Instant, OneOf, Text, Texts } from '../../../platform/http/index.js';
import { WEBHOOK_FORMATS, type WebhookFormat } from '../domain/webhook-words.js';

const URL_LENGTH = 2_000;

export class CreateWebhookBody {
  @Text({ max: 100 })
  name!: string;

  @Text({ max: URL_LENGTH, description: 'Where messages are sent: https:// or http://, on the public internet.' })
  url!: string;

  @OneOf(WEBHOOK_FORMATS, { optional: true, description: 'standard (Standard Webhooks) when left out.' })
  format?: WebhookFormat | null;

  @Texts({ max: 50, description: 'Event types: `item.opened`, `task.*`, `*`.' })
  events!: string[];

  @OneOf(LOCALES, { optional: true, description: 'In which language a robot speaks; en when left out.' })
  locale?: Locale | null;

  @Text({ max: 200, optional: true, description: 'Of a Feishu or DingTalk robot that checks signatures.' })
  secret?: string | null;
}

/** Whatever is left out (or null) stays. */
export class ChangeWebhookBody {
  @Text({ max: 100, optional: true })
  name?: string | null;

  @Text({ max: URL_LENGTH, optional: true })
  url?: string | null;

  @Texts({ max: 50, optional: true })
  events?: string[] | null;

  @OneOf(LOCALES, { optional: true })
  locale?: Locale | null;

  @OneOf(['active', 'paused'], { optional: true, description: 'active also takes up again what was stopped.' })
  state?: 'active' | 'paused' | null;
}

export class RenewSecretBody {
  @Text({ max: 200, optional: true, description: 'Of a robot; that of the standard format is made by the product.' })
  secret?: string | null;
}

export class ReplayBody {
  @Instant({ description: 'Deliveries that were queued since then.' })
  since!: string;

  @Flag({ optional: true, description: 'Also what had arrived; otherwise only what was given up.' })
  deliveredToo?: boolean | null;
}
