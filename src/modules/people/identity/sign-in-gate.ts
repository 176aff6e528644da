/** Who is asked before a password is looked at, and told how it went. */
export interface SignInGate {
  /**
   * @param email as accounts keep it; nobody need have it
   * @param network the caller's IP address
   * @throws DomainError too_many_requests
   */
  enter(email: string, network: string): Promise<OpenGate>;
}

export interface OpenGate {
  succeeded(): Promise<void>;
  failed(requestId: string): Promise<void>;
}
