import { twoFactor } from 'better-auth/plugins/two-factor';

/** Half a minute, six digits: what every authenticator application takes (RFC 6238). */
export const CODE_SECONDS = 30;
export const CODE_DIGITS = 6;

/**
 * Codes of an authenticator application at sign-in. The secret and the back-up codes are kept encrypted; ten wrong codes in
 * a row lock the factor for a quarter of an hour. People without a password of ours (see single sign-on) may enrol too.
 */
export function secondFactor() {
  return twoFactor({
    issuer: 'Shewhart',
    allowPasswordless: true,
    totpOptions: { digits: CODE_DIGITS, period: CODE_SECONDS },
    backupCodeOptions: { amount: 10, length: 10, storeBackupCodes: 'encrypted' },
    accountLockout: { enabled: true, maxFailedAttempts: 10, durationSeconds: 15 * 60 },
    schema: {
      user: { fields: { twoFactorEnabled: 'two_factor_enabled' } },
      twoFactor: {
        modelName: 'two_factors',
        fields: {
          userId: 'user_id',
          backupCodes: 'backup_codes',
          failedVerificationCount: 'failed_verification_count',
          lockedUntil: 'locked_until',
        },
      },
    },
  });
}
