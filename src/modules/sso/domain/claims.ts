/** Who somebody is, as the provider says. */
export interface Identified {
  /** The provider's own, unchanging name for him. */
  readonly subject: string;
  /** As the provider spells it. */
  readonly email: string;
  readonly name: string;
  readonly groups: unknown;
  /** When he showed the provider who he is, in seconds since 1970; undefined when it does not say. */
  readonly authenticatedAt: number | undefined;
}

export type Claims = Readonly<Record<string, unknown>>;

/**
 * Reads what the identity token and the user information say together. The token goes before: it is signed.
 *
 * @returns undefined when there is no address, or the provider does not vouch for it
 */
export function identifiedBy(token: Claims, userInfo: Claims, groupsClaim: string): Identified | undefined {
  const claims: Claims = { ...userInfo, ...token };
  const { sub, email, email_verified: verified, name, preferred_username: username, auth_time: at } = claims;
  // Some providers write the flag as text.
  const isVouchedFor = verified === true || verified === 'true';
  if (typeof sub !== 'string' || typeof email !== 'string' || !isVouchedFor || !/^[^\s@]+@[^\s@]+$/.test(email)) {
    return undefined;
  }
  const called = [name, username, email].find((text) => typeof text === 'string' && text.trim() !== '') as string;
  return {
    subject: sub,
    email,
    name: called.trim().slice(0, 100),
    groups: claims[groupsClaim],
    authenticatedAt: typeof at === 'number' ? at : undefined,
  };
}
