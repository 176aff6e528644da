import { ComposesMail, type Letter, type Mail, type MailComposer } from '../../../platform/mail/index.js';
import { passwordChangedLetter } from '../domain/account-letters.js';

/** Tells the owner of an account that its password is another now. */
@ComposesMail('password_changed')
export class ComposePasswordChanged implements MailComposer {
  async compose({ recipient }: Mail): Promise<Letter> {
    return passwordChangedLetter({ email: recipient });
  }
}
