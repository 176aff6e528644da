const NAME = 'shewhart.sso';
const SECONDS = 10 * 60;

/** Keeps the state in the browser that left for the provider; an empty one takes it away. Sent back from another site. */
export function stateCookie(state: string, publicUrl: string): string {
  const secure = publicUrl.startsWith('https:') ? '; Secure' : '';
  return `${NAME}=${state}; Max-Age=${state === '' ? 0 : SECONDS}; Path=/api/v1/sso; HttpOnly; SameSite=Lax${secure}`;
}

export function readStateCookie(cookies: string | undefined): string | undefined {
  return /(?:^|;\s*)shewhart\.sso=([\w-]+)/.exec(cookies ?? '')?.[1];
}
