import { Flag, OneOf, Text } from '../../../platform/http/index.js';
import { type Meaning, MEANINGS } from '../domain/meaning.js';

/** Who signs shows again that it is he, and says what the signature means. */
export class SignatureBody {
  @Text({ max: 128, trim: false, optional: true, description: 'Your password, again.' })
  password?: string | null;

  @Text({ max: 20, optional: true, description: 'Or a code of your authenticator application.' })
  code?: string | null;

  @Flag({ optional: true, description: 'Or true, having signed in with your company again in the last 5 minutes.' })
  reauthenticated?: boolean | null;

  @OneOf(MEANINGS, { description: 'What the signature means (21 CFR 11.50).' })
  meaning!: Meaning;
}
