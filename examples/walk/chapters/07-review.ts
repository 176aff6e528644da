import { insist, move, reach, tooEarly } from '../moves.js';
import { hourlyCostPerClick } from '../series.js';
import { itIsNow, signed, type World } from '../world.js';

interface Row {
  readonly id: string;
}

interface Signature {
  readonly printedName: string;
  readonly meaning: string;
  readonly contentHash: string;
}

interface Review {
  readonly beforeMean: number;
  readonly afterMean: number;
  readonly relative: number;
  readonly targetReached: boolean;
}

/** Before and after on the frozen baseline, and what is left behind for the next ones. */
export async function review(world: World): Promise<void> {
  const { tell, admin, lead, member, auditor, item } = world;
  tell.chapter('7  Review (复盘)');
  await tooEarly(world, 'close', [
    'before-after-is-computed', 'lesson-is-recorded', 'sop-is-published', 'knowledge-entry-is-written', 'review-is-signed-off',
  ]); // prettier-ignore
  itIsNow(world, '2011-08-31 10:00');
  await member.uploadCsv('metrics/cpc/points', hourlyCostPerClick('2011-08-28', '2011-08-30'));
  const computed = await lead.change<Review>('PUT', `items/${item}/review`, {
    afterFrom: '2011-08-28', afterTo: '2011-08-30', keyResult: 'Cost per click below the frozen baseline.',
    lesson: 'A reminder brings people back by themselves; a later gate drives them away. Change one thing at a time.',
  }); // prettier-ignore
  insist(computed.relative < 0, 'the cost to have fallen', computed);
  const figures = `${computed.beforeMean.toFixed(4)} before, ${computed.afterMean.toFixed(4)} USD after`;
  const reached = computed.targetReached ? 'the target is reached' : 'the target is not reached';
  tell.say(`${figures}: ${(computed.relative * 100).toFixed(1)} %, earned; ${reached}.`);
  const sop = await lead.create<Row>(`items/${item}/sops`, {
    title: 'Reminder mail to past buyers', body: 'Who gets it, when, how often (two a month at most), and who stops it.',
  }); // prettier-ignore
  await lead.refused(403, 'POST', `sops/${sop.id}/approval`, {});
  await admin.act(`sops/${sop.id}/approval`);
  await lead.act(`sops/${sop.id}/publication`);
  await lead.create(`items/${item}/knowledge`, {
    title: 'Reminders beat later gates', summary: 'Two pilots, one lost and one won, with their figures.', tags: ['paid search', 'retention'],
  }); // prettier-ignore
  await lead.refused(403, 'POST', `items/${item}/review/sign-off`, {});
  const { signature } = signed('review');
  await auditor.act(`items/${item}/review/sign-off`, {
    comment: 'Figures follow from the frozen baseline.',
    signature,
  });
  tell.say(
    'The SOP is approved by another and published; the owner may not sign off his own review, the auditor does.',
  );
  await reach(world, 'review');
  await closeSigned(world);
  insist((await lead.get<{ closedAt: string | null }>(`items/${item}`)).closedAt !== null, 'a closing time', null);
}

/** Closing is signed: a wrong password changes nothing, and the signature stands with the item. */
async function closeSigned(world: World): Promise<void> {
  const { tell, lead, item } = world;
  const wrong = { name: 'close', signature: { password: 'only a guess', meaning: 'responsibility' } };
  await lead.refused(403, 'POST', `items/${item}/transitions`, wrong);
  await move(world, 'close', { status: 'closed' }, signed('responsibility'));
  const signatures = await lead.get<readonly Signature[]>(`items/${item}/signatures`);
  insist(signatures.map(({ meaning }) => meaning).join() === 'review,responsibility', 'two signatures', signatures);
  tell.say('Signing off and closing asked for the password again; what was signed, by whom and why:');
  tell.list(signatures.map((one) => `${one.printedName}, ${one.meaning}, SHA-256 ${one.contentHash.slice(0, 16)}…`));
}
