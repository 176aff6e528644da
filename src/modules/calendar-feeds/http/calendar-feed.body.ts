import { LOCALES, type Locale } from '../../../kernel/text/index.js';
import { OneOf, Text } from '../../../platform/http/index.js';

export class CreateCalendarFeedBody {
  @Text({ max: 100, description: 'Where it will be read: "phone".' })
  name!: string;

  @OneOf(LOCALES, { optional: true, description: 'The language of Accept-Language when left out.' })
  language?: Locale | null;
}
