import type { BetterAuthPlugin } from 'better-auth';
import { APIError, createAuthMiddleware, getSessionFromCtx } from 'better-auth/api';

import type { AccountWatch, SecondFactorChange } from './account-watch.js';
import { REAUTHENTICATION_SECONDS } from './own-session.js';
import { REQUEST_ID_HEADER } from './request-headers.js';

const VERIFY = '/two-factor/verify-totp';
const VERIFY_BACKUP = '/two-factor/verify-backup-code';
/** Guarded by the password of who is signed in. */
const PROVEN = [
  '/two-factor/enable',
  '/two-factor/disable',
  '/two-factor/generate-backup-codes',
  '/two-factor/get-totp-uri',
];

const CHANGES: Readonly<Record<string, SecondFactorChange>> = {
  '/two-factor/disable': 'removed',
  '/two-factor/generate-backup-codes': 'backup_codes_renewed',
  [VERIFY]: 'added',
  [VERIFY_BACKUP]: 'backup_code_used',
};

type Hook = Parameters<typeof createAuthMiddleware>[0];
type HookContext = Parameters<Hook>[0];
type SignedIn = NonNullable<HookContext['context']['session']>;

/**
 * What the library's second factor lacks: a code counts once (RFC 6238, 5.2), guessing at the password behind a found
 * session is counted by person, no device is trusted without a code, and the trail hears of every change.
 */
export function secondFactorRules(watch: AccountWatch): BetterAuthPlugin {
  const isOurs = ({ path }: { path?: string }) => path?.startsWith('/two-factor/') ?? false;
  return {
    id: 'second-factor-rules',
    hooks: {
      before: [{ matcher: isOurs, handler: createAuthMiddleware((ctx) => before(ctx, watch)) }],
      after: [{ matcher: isOurs, handler: createAuthMiddleware((ctx) => after(ctx, watch)) }],
    },
  };
}

async function before(ctx: HookContext, watch: AccountWatch): Promise<void> {
  const { trustDevice } = (ctx.body ?? {}) as { trustDevice?: unknown };
  if (trustDevice) throw new APIError('BAD_REQUEST', { message: 'no device is trusted without a code' });
  const session = await getSessionFromCtx(ctx);
  if (!session) return;
  if (PROVEN.includes(ctx.path)) await refuseUnproven(ctx, session);
  if (PROVEN.includes(ctx.path) && !(await watch.beginProof(session.user.id))) {
    throw new APIError('TOO_MANY_REQUESTS', {
      code: 'ACCOUNT_TEMPORARILY_LOCKED',
      message: 'too many wrong passwords',
    });
  }
  const { twoFactorEnabled } = session.user as { twoFactorEnabled?: boolean };
  // To somebody who is in, a code could only be guessed at: nothing depends on it.
  if ((ctx.path === VERIFY && twoFactorEnabled) || ctx.path === VERIFY_BACKUP) {
    throw new APIError('BAD_REQUEST', { message: 'codes are for signing in, and for confirming a new factor' });
  }
}

async function after(ctx: HookContext, watch: AccountWatch): Promise<void> {
  if (ctx.context.returned instanceof Error) return;
  const found = ctx.context.newSession ?? ctx.context.session;
  if (!found) return;
  const { id: userId } = found.user;
  if (PROVEN.includes(ctx.path)) await watch.succeedProof(userId);
  const wasIn = Boolean(ctx.context.session);
  if (ctx.path === VERIFY) await refuseUsedCode(ctx, watch, found);
  const change = ctx.path === VERIFY && !wasIn ? undefined : CHANGES[ctx.path];
  if (change) await watch.secondFactorChanged(userId, change, ctx.headers?.get(REQUEST_ID_HEADER) ?? '');
}

/** Its session was made already, and is taken back before anybody hears of it. */
async function refuseUsedCode(
  ctx: HookContext,
  watch: AccountWatch,
  found: NonNullable<HookContext['context']['newSession']>,
): Promise<void> {
  if (await watch.useCode(found.user.id, String((ctx.body as { code?: unknown }).code))) return;
  await ctx.context.internalAdapter.deleteSession(found.session.token);
  throw new APIError('UNAUTHORIZED', { code: 'INVALID_CODE', message: 'this code was used' });
}

/** Somebody without a password of ours shows who he is by having just signed in with his company again. */
async function refuseUnproven(ctx: HookContext, { user, session }: SignedIn): Promise<void> {
  const account = await ctx.context.internalAdapter.findCredentialAccount(user.id);
  if (account?.password) return;
  const { authenticatedAt } = session as { authenticatedAt?: Date | string | null };
  const age = authenticatedAt ? Date.now() - new Date(authenticatedAt).getTime() : Infinity;
  if (age > REAUTHENTICATION_SECONDS * 1_000)
    throw new APIError('FORBIDDEN', { code: 'REAUTHENTICATION_NEEDED', message: 'sign in again first' });
}
