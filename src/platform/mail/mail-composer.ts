import { applyDecorators, Injectable, SetMetadata } from '@nestjs/common';

import type { Letter } from './letter.js';
import type { Mail } from './mail.entity.js';

/** Finds the words of one kind of letter at the moment in which it is sent. */
export interface MailComposer {
  /**
   * @returns null when there is nothing to say any more: the link was revoked, nobody has that address
   * @throws NotYet when it is to be sent, but later
   */
  compose(mail: Mail): Promise<Letter | null>;
}

/** The letter waits until then; that it does is no failed try. */
export class NotYet extends Error {
  constructor(readonly until: Date) {
    super(`not before ${until.toISOString()}`);
    this.name = 'NotYet';
  }
}

export const MAIL_COMPOSER = 'shewhart:mail-composer';

/** Declares a class as the composer of letters of that kind. */
export function ComposesMail(kind: string): ClassDecorator {
  return applyDecorators(Injectable(), SetMetadata(MAIL_COMPOSER, kind));
}
