import { createHmac } from 'node:crypto';

import { type CallHandler, type ExecutionContext, Inject, Injectable, type NestInterceptor } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { from, lastValueFrom, type Observable } from 'rxjs';

import { CONFIG, type Config } from '../../config/index.js';
import { DomainError } from '../../kernel/errors/index.js';
import { beforeCommit, Transactions, type Tx } from '../database/index.js';
import { IdempotencyKey } from './idempotency-key.entity.js';
import type { Reply, Request } from './request.js';
import { UploadStream } from './upload-stream.js';
import { SHOWN_ONCE, withoutSecrets } from './shown-once.js';

/** A claim whose process died before it committed may be taken over after this long. */
const CLAIM_SECONDS = 60;
const KEY = /^[\x21-\x7e]{1,200}$/;

/**
 * `Idempotency-Key` on any POST: the same key and request within 24 hours answers what the first one answered, and
 * changes nothing. A refused request leaves no trace, so it can be mended and sent again with its key.
 */
@Injectable()
export class IdempotencyInterceptor implements NestInterceptor {
  constructor(
    private readonly transactions: Transactions,
    private readonly reflector: Reflector,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const request = context.switchToHttp().getRequest<Request>();
    const key = request.headers['idempotency-key'];
    if (request.method !== 'POST' || key === undefined || !request.person) return next.handle();
    if (typeof key !== 'string' || !KEY.test(key)) {
      const message = { en: 'must be 1 to 200 visible ASCII characters', 'zh-CN': '应为 1 至 200 个可见 ASCII 字符' };
      throw new DomainError(
        'invalid_fields',
        { count: 1 },
        { fields: [{ field: 'Idempotency-Key', code: 'pattern', message }] },
      );
    }
    return from(this.once(request.person.userId, key, context, next));
  }

  private async once(userId: string, key: string, context: ExecutionContext, next: CallHandler): Promise<unknown> {
    const reply = context.switchToHttp().getResponse<Reply>();
    const fingerprint = fingerprintOf(context.switchToHttp().getRequest<Request>(), this.config.secret);
    if (!(await this.claim(userId, key, fingerprint))) return this.replay(userId, key, fingerprint, reply);
    const secrets = this.reflector.get<readonly string[] | undefined>(SHOWN_ONCE, context.getHandler()) ?? [];
    try {
      const answer = await beforeCommit.run(
        (tx) => markCommitted(tx, userId, key),
        () => lastValueFrom(next.handle(), { defaultValue: undefined }),
      );
      await this.transactions.reader.query(
        'UPDATE idempotency_keys SET committed = true, status = $3, answer = $4 WHERE user_id = $1 AND key = $2',
        [userId, key, reply.statusCode, JSON.stringify(withoutSecrets(answer, secrets) ?? null)],
      );
      return answer;
    } catch (error) {
      await this.transactions.reader.query(
        'DELETE FROM idempotency_keys WHERE user_id = $1 AND key = $2 AND NOT committed',
        [userId, key],
      );
      throw error;
    }
  }

  private async claim(userId: string, key: string, fingerprint: string): Promise<boolean> {
    const claimed = await this.transactions.reader.query<unknown[]>(
      `INSERT INTO idempotency_keys AS k (user_id, key, fingerprint, created_at) VALUES ($1, $2, $3, now())
       ON CONFLICT (user_id, key) DO UPDATE SET fingerprint = $3, created_at = now(), committed = false, status = NULL, answer = NULL
       WHERE k.created_at < now() - interval '24 hours'
          OR (NOT k.committed AND k.created_at < now() - make_interval(secs => $4))
       RETURNING 1`,
      [userId, key, fingerprint, CLAIM_SECONDS],
    );
    return claimed.length > 0;
  }

  private async replay(userId: string, key: string, fingerprint: string, reply: Reply): Promise<unknown> {
    const first = await this.transactions.reader.findOneBy(IdempotencyKey, { userId, key });
    if (first?.fingerprint !== fingerprint) throw new DomainError('idempotency_key_reused');
    if (!first.committed) throw new DomainError('idempotency_in_progress');
    // The answer is written just after the commit; it is lost only when the process died in between.
    if (first.status === null)
      throw new DomainError((await this.isYoung(userId, key)) ? 'idempotency_in_progress' : 'idempotency_outcome_lost');
    void reply.status(first.status).header('idempotency-replayed', 'true');
    return first.answer;
  }

  /** By the database's clock, which all processes share. */
  private async isYoung(userId: string, key: string): Promise<boolean> {
    const young = await this.transactions.reader.query<unknown[]>(
      `SELECT 1 FROM idempotency_keys
       WHERE user_id = $1 AND key = $2 AND created_at > now() - make_interval(secs => $3)`,
      [userId, key, CLAIM_SECONDS],
    );
    return young.length > 0;
  }
}

async function markCommitted(tx: Tx, userId: string, key: string): Promise<void> {
  await tx.query('UPDATE idempotency_keys SET committed = true WHERE user_id = $1 AND key = $2', [userId, key]);
}

/** Keyed: a body may hold a password, and a bare digest of it could be guessed at by whoever reads the table. */
function fingerprintOf(request: Request, secret: string): string {
  const body =
    Buffer.isBuffer(request.body) || typeof request.body === 'string'
      ? request.body
      : JSON.stringify(recognisable(request.body));
  return createHmac('sha256', secret).update(`${request.method} ${request.url}\n`).update(body).digest('base64url');
}

/** What is read only as it arrives is told apart by its kind and its length. */
function recognisable(body: unknown): unknown {
  return body instanceof UploadStream ? [body.type, body.length] : (body ?? null);
}
