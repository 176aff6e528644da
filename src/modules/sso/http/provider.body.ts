import { type Role, ROLES } from '../../../kernel/actor/index.js';
import { ListOf, OneOf, Text, Texts } from '../../../platform/http/index.js';

export class RoleOfGroupBody {
  @Text({ max: 200, description: 'A group, as the provider names it.' })
  group!: string;

  @OneOf(ROLES)
  role!: Role;
}

export class ConfigureProviderBody {
  @Text({ max: 500, description: 'Its address, just as its discovery document says it.' })
  issuer!: string;

  @Text({ max: 500 })
  clientId!: string;

  @Text({
    max: 1000,
    trim: false,
    optional: true,
    description: 'Never shown; the one that is there stays when left out.',
  })
  clientSecret?: string | null;

  @Texts({ max: 20, length: 100, description: 'Asked for beside `openid`, such as email, profile and groups.' })
  scopes!: string[];

  @Texts({ max: 50, length: 253, description: 'What follows the @ of the addresses it may speak for.' })
  domains!: string[];

  @Text({ max: 100, description: 'The claim with a person’s groups, such as groups.' })
  groupsClaim!: string;

  @ListOf(() => RoleOfGroupBody, {
    description: 'The first line that names a group of his gives the role; none: refused.',
  })
  roles!: RoleOfGroupBody[];
}
