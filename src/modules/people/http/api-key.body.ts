import { Choices, Pattern, Text, Whole } from '../../../platform/http/index.js';
import { type Scope, SCOPES } from '../domain/key-scopes.js';

export class CreateApiKeyBody {
  @Pattern(/^[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?$/, 'acme', { description: 'The workspace in which it works.' })
  workspace!: string;

  @Text({ max: 100, description: 'What it is for.' })
  name!: string;

  @Choices(SCOPES, { description: 'What it may do, as far as its owner may. `all` is for admins alone.' })
  scopes!: Scope[];

  @Whole({ min: 1, max: 3650, optional: true, description: 'Left out: until it is revoked.' })
  expiresInDays?: number | null;
}
