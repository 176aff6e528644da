import { SsoAttempt } from './sso-attempt.entity.js';
import { SsoProvider } from './sso-provider.entity.js';

export const SSO_ENTITIES = [SsoProvider, SsoAttempt];
