import { ComposesMail, type Letter, type Mail, type MailComposer } from '../../../platform/mail/index.js';
import { DIGEST_KIND } from './post-letters.operation.js';
import { WriteLetter } from './write-letter.js';

/** Tells a person once a day what happened in all his workspaces. */
@ComposesMail(DIGEST_KIND)
export class ComposeDigest implements MailComposer {
  constructor(private readonly writeLetter: WriteLetter) {}

  compose(mail: Mail): Promise<Letter | null> {
    const { userId } = mail.params as { userId: string };
    return this.writeLetter.run(mail, userId);
  }
}
