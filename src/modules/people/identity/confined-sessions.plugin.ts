import type { BetterAuthPlugin } from 'better-auth';
import { APIError, createAuthMiddleware, getSessionFromCtx } from 'better-auth/api';

/** What reaches past the one workspace whose provider opened a session: keys, and what the account is called. */
const BEYOND = [
  '/api-key/create',
  '/api-key/update',
  '/update-user',
  '/change-email',
  '/link-social',
  '/unlink-account',
];

/**
 * A session that a workspace's provider opened opens that workspace alone. An API key would outlive it and open all, so
 * none is made in one.
 */
export function confinedSessions(): BetterAuthPlugin {
  const handler = createAuthMiddleware(async (ctx) => {
    const found = await getSessionFromCtx(ctx);
    const { boundTo } = (found?.session ?? {}) as { boundTo?: string | null };
    if (boundTo) throw new APIError('FORBIDDEN', { code: 'SESSION_CONFINED', message: 'opened by a provider' });
  });
  return {
    id: 'confined-sessions',
    hooks: { before: [{ matcher: ({ path }) => BEYOND.includes(path ?? ''), handler }] },
  };
}
