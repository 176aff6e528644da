import type { BetterAuthPlugin } from 'better-auth';

/** Under which nobody has an address (RFC 2606). */
const ALIASES = '@alias.invalid';

/** What the library takes for an address; it knows neither `王伟@例子.公司` nor `o'neil!@example.test`. */
const KNOWN_FORM = /^[a-z0-9][a-z0-9_'+.-]*@[a-z0-9-]+(\.[a-z0-9-]+)*\.[a-z]{2,}$/;

/**
 * An address in a form that the library lets through to where it looks for the account.
 *
 * @param email as `readEmail` answers it
 */
export function asAlias(email: string): string {
  const isKnown = KNOWN_FORM.test(email) && !email.includes('..') && !email.includes('.@');
  // Nobody may name an account by its alias: its guesses would be counted apart.
  if (isKnown && !email.endsWith(ALIASES)) return email;
  return `${Buffer.from(email).toString('hex')}${ALIASES}`;
}

/** Lets people sign in whose address the library would refuse to read. */
export function anyAddress(): BetterAuthPlugin {
  return {
    id: 'any-address',
    init: ({ adapter }) => ({
      context: {
        adapter: {
          ...adapter,
          findOne: (query) => {
            const where = query.where.map((one) => (one.field === 'email' ? { ...one, value: meant(one.value) } : one));
            return adapter.findOne({ ...query, where });
          },
        },
      },
    }),
  };
}

function meant<T>(value: T): T | string {
  if (typeof value !== 'string' || !value.endsWith(ALIASES)) return value;
  return Buffer.from(value.slice(0, -ALIASES.length), 'hex').toString('utf8');
}
