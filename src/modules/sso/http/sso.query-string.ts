import { OneOf } from '../../../platform/http/index.js';

export class BeginSignInQueryString {
  @OneOf(['true', 'false'], { optional: true, description: 'Whether the provider must ask again who you are.' })
  reauthenticate?: 'true' | 'false';
}
