import { ComposesMail, type Letter, type Mail, type MailComposer } from '../../../platform/mail/index.js';
import { LETTER_KIND } from './post-letters.operation.js';
import { WriteLetter } from './write-letter.js';

/** Tells a person at once what happened in one workspace. */
@ComposesMail(LETTER_KIND)
export class ComposeNotifications implements MailComposer {
  constructor(private readonly writeLetter: WriteLetter) {}

  compose(mail: Mail): Promise<Letter | null> {
    const { userId, workspaceId } = mail.params as { userId: string; workspaceId: string };
    return this.writeLetter.run(mail, userId, workspaceId);
  }
}
