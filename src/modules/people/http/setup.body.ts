import { Email, Nested, OneOf, Pattern, Text, TimeZone } from '../../../platform/http/index.js';
import { type Role, ROLES } from '../../../kernel/actor/index.js';
import { PASSWORD_MAX, PASSWORD_MIN } from '../domain/password-rules.js';

export class FirstWorkspaceBody {
  @Pattern(/^[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?$/, 'acme', { description: 'The name in addresses.' })
  slug!: string;

  @Text({ max: 100 })
  name!: string;

  @TimeZone({ description: 'Where its days, weeks and months begin.' })
  timeZone!: string;
}

export class CreateFirstAdminBody {
  @Text({ max: 100, description: 'From the link printed at the first start.' })
  token!: string;

  @Email()
  email!: string;

  @Text({ max: 100 })
  name!: string;

  @Text({ min: PASSWORD_MIN, max: PASSWORD_MAX })
  password!: string;

  @Nested(() => FirstWorkspaceBody)
  workspace!: FirstWorkspaceBody;
}

export class AcceptInvitationBody {
  @Text({ max: 100 })
  token!: string;

  @Text({ min: PASSWORD_MIN, max: PASSWORD_MAX })
  password!: string;
}

export class InviteMemberBody {
  @Email()
  email!: string;

  @Text({ max: 100 })
  name!: string;

  @OneOf(ROLES)
  role!: Role;
}
