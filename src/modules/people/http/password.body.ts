import { Email, Text } from '../../../platform/http/index.js';
import { PASSWORD_MAX, PASSWORD_MIN } from '../domain/password-rules.js';

export class RequestPasswordResetBody {
  @Email()
  email!: string;
}

export class CompletePasswordResetBody {
  @Text({ max: 100, description: 'From the link in the letter.' })
  token!: string;

  @Text({ min: PASSWORD_MIN, max: PASSWORD_MAX })
  password!: string;
}

export class ChangePasswordBody {
  @Text({ max: PASSWORD_MAX })
  currentPassword!: string;

  @Text({ min: PASSWORD_MIN, max: PASSWORD_MAX })
  newPassword!: string;
}
