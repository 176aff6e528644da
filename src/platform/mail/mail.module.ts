import { Global, Module } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';

import { MailComposers } from './mail-composers.js';
import { MailRound } from './mail-round.js';
import { MailSender } from './mail-sender.js';
import { Mailbox } from './mailbox.js';
import { RemoveOldMail } from './remove-old-mail.sweep.js';
import { Smtp } from './smtp.js';

/** Letters to people: posted in transactions, sent after them. */
@Global()
@Module({
  imports: [DiscoveryModule],
  providers: [Mailbox, MailComposers, MailRound, MailSender, RemoveOldMail, Smtp],
  exports: [Mailbox, MailSender],
})
export class MailModule {}
