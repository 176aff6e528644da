import { apiKey } from '@better-auth/api-key';
import { betterAuth } from 'better-auth';
import type { Pool } from 'pg';

import type { AccountWatch } from './account-watch.js';
import { SESSION_PROLONG_SECONDS, SESSION_SECONDS } from './session-times.js';
import { anyAddress } from './any-address.plugin.js';
import { confinedSessions } from './confined-sessions.plugin.js';
import { secondFactor } from './second-factor.plugin.js';
import { secondFactorRules } from './second-factor-rules.plugin.js';

export interface IdentityOptions {
  readonly pool: Pool;
  readonly secret: string;
  readonly publicUrl: string;
  /** Left out where nobody signs in: by the comparison of the tables. */
  readonly watch?: AccountWatch;
}

/** Below which every identity route lives. */
export const IDENTITY_BASE_PATH = '/api/v1/auth';

/** Where the mount puts the caller's address, over whatever the caller sent. */
export const CLIENT_IP_HEADER = 'x-shewhart-client-ip';

/**
 * Better Auth: passwords, sessions and API keys. Nobody signs up by himself; accounts come from one-time links.
 * Its tables carry our names and are made by our migrations; a test compares them with what it expects.
 */
export function createIdentity({ pool, secret, publicUrl, watch }: IdentityOptions) {
  return betterAuth({
    appName: 'Shewhart',
    baseURL: publicUrl,
    basePath: IDENTITY_BASE_PATH,
    secret,
    // A page of our own may sign in under whatever name the machine was reached by; another site's page may not.
    trustedOrigins: (request) => (request ? [publicUrl, new URL(request.url).origin] : [publicUrl]),
    database: pool,
    telemetry: { enabled: false },
    // A wrong password is answered; a line for each guess would only fill the log.
    logger: { level: 'error' },
    emailAndPassword: { enabled: true, disableSignUp: true, minPasswordLength: 12, maxPasswordLength: 128 },
    session: {
      modelName: 'sessions',
      // Ours: kept when the library renews a session, which it does with every change of a second factor.
      additionalFields: {
        boundTo: { type: 'string', required: false, input: false, fieldName: 'bound_to' },
        authenticatedAt: { type: 'date', required: false, input: false, fieldName: 'authenticated_at' },
      },
      expiresIn: SESSION_SECONDS,
      updateAge: SESSION_PROLONG_SECONDS,
      fields: {
        userId: 'user_id',
        expiresAt: 'expires_at',
        ipAddress: 'ip_address',
        userAgent: 'user_agent',
        createdAt: 'created_at',
        updatedAt: 'updated_at',
      },
    },
    user: {
      modelName: 'users',
      fields: { emailVerified: 'email_verified', createdAt: 'created_at', updatedAt: 'updated_at' },
    },
    account: {
      modelName: 'accounts',
      fields: {
        accountId: 'account_id',
        providerId: 'provider_id',
        userId: 'user_id',
        accessToken: 'access_token',
        refreshToken: 'refresh_token',
        idToken: 'id_token',
        accessTokenExpiresAt: 'access_token_expires_at',
        refreshTokenExpiresAt: 'refresh_token_expires_at',
        createdAt: 'created_at',
        updatedAt: 'updated_at',
      },
    },
    verification: {
      modelName: 'verifications',
      fields: { expiresAt: 'expires_at', createdAt: 'created_at', updatedAt: 'updated_at' },
    },
    plugins: [
      secondFactor(),
      ...(watch ? [secondFactorRules(watch)] : []),
      confinedSessions(),
      anyAddress(),
      apiKey({
        defaultPrefix: 'shw_',
        requireName: true,
        rateLimit: { enabled: false },
        schema: {
          apikey: {
            modelName: 'api_keys',
            fields: {
              configId: 'config_id',
              referenceId: 'reference_id',
              refillInterval: 'refill_interval',
              refillAmount: 'refill_amount',
              lastRefillAt: 'last_refill_at',
              rateLimitEnabled: 'rate_limit_enabled',
              rateLimitTimeWindow: 'rate_limit_time_window',
              rateLimitMax: 'rate_limit_max',
              requestCount: 'request_count',
              lastRequest: 'last_request',
              expiresAt: 'expires_at',
              createdAt: 'created_at',
              updatedAt: 'updated_at',
            },
          },
        },
      }),
    ],
    // Guesses and requests are counted before it, for all processes together; it would count in each.
    rateLimit: { enabled: false },
    advanced: {
      database: { generateId: 'uuid' },
      useSecureCookies: publicUrl.startsWith('https:'),
      ipAddress: { ipAddressHeaders: [CLIENT_IP_HEADER] },
    },
  });
}

export type Identity = ReturnType<typeof createIdentity>;
