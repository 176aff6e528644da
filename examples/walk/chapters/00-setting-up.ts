import type { SettableClock } from '../../../src/kernel/time/index.js';
import type { Product } from '../../../src/start-product.js';
import { insist } from '../moves.js';
import type { Narrator } from '../narrator.js';
import { Person } from '../person.js';
import { PASSWORD, type World } from '../world.js';

const SLUG = 'walk';

/** An empty installation: one link makes the admin, who brings in the others. */
export async function settingUp({ url, firstAdmin }: Product, clock: SettableClock, tell: Narrator): Promise<World> {
  tell.chapter('Setting up');
  insist(firstAdmin !== null, 'an empty database to offer the first link', firstAdmin);
  const admin = new Person(url, 'admin', SLUG);
  const workspace = { slug: SLUG, name: 'The walk', timeZone: 'Asia/Shanghai' };
  const first = {
    token: firstAdmin?.token,
    email: 'admin@walk.test',
    name: 'The admin',
    password: PASSWORD,
    workspace,
  };
  await admin.create('/api/v1/setup', first);
  await admin.refused(410, 'POST', '/api/v1/setup', first);
  tell.say('The one-time link made the first admin; a second try with it was refused.');
  await admin.signIn('admin@walk.test', PASSWORD);
  const [lead, member, auditor] = (await Promise.all(
    ['lead', 'member', 'auditor'].map((role) => join(url, admin, role)),
  )) as [Person, Person, Person];
  tell.say('The admin invited a lead, a member and an auditor; each set a password and signed in.');
  return { tell, clock, admin, lead, member, auditor, item: '' };
}

async function join(url: string, admin: Person, role: string): Promise<Person> {
  const email = `${role}@walk.test`;
  const { token } = await admin.create<{ token: string }>('members', { email, name: `The ${role}`, role });
  const person = new Person(url, role, SLUG);
  await person.create('/api/v1/invitations/accept', { token, password: PASSWORD });
  await person.signIn(email, PASSWORD);
  return person;
}
