/** Who is asked before a password is looked at, and told how it went. */
export interface SignInGate {
  /**
   * @param email as accounts keep it; nobody need have it
   * @param network the caller's IP address
   * @throws DomainError too_many_requests
   */
  enter(email: string, network: string): Promise<OpenGate>;
  /**
   * Before a code of a second factor is looked at; by account the library counts them itself, in the database.
   *
   * @throws DomainError too_many_requests
   */
  enterWithCode(network: string): Promise<OpenGate>;
}

/** A session that the library has just made, and whose cookie has not left yet. */
export interface OpenedSession {
  readonly token: string;
  readonly by: 'password' | 'second_factor';
  readonly requestId: string;
}

export interface OpenGate {
  /** @param opened undefined while a code is still needed, and when no one new came in */
  succeeded(opened: OpenedSession | undefined): Promise<void>;
  failed(requestId: string): Promise<void>;
}
