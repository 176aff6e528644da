import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';

import type { Config } from '../../config/index.js';

/** What of a request decides whether it may read the metrics. */
export interface ScrapeRequest {
  readonly headers: IncomingHttpHeaders;
  readonly remoteAddress: string | undefined;
}

export type ScrapeVerdict = 'allowed' | 'unauthenticated' | 'hidden';

/**
 * With METRICS_TOKEN, who sends it; without, nobody but this machine itself, and only where the product is for this machine
 * alone: behind a proxy everybody would look like it.
 */
export function mayScrape(
  { metricsToken, publicUrl }: Pick<Config, 'metricsToken' | 'publicUrl'>,
  { headers, remoteAddress = '' }: ScrapeRequest,
): ScrapeVerdict {
  if (metricsToken !== undefined) {
    return isSame(headers.authorization ?? '', `Bearer ${metricsToken}`) ? 'allowed' : 'unauthenticated';
  }
  const isForwarded = 'x-forwarded-for' in headers || 'forwarded' in headers;
  const isLocal = isLoopback(remoteAddress) && isLoopback(new URL(publicUrl).hostname);
  return isLocal && !isForwarded ? 'allowed' : 'hidden';
}

/** Whether an address or a host's name stands for this machine. */
export function isLoopback(host: string): boolean {
  return /^(localhost|127(\.\d{1,3}){3}|::1|\[::1\]|::ffff:127(\.\d{1,3}){3})$/.test(host);
}

/** Takes as long for a token that is nearly right. */
function isSame(given: string, wanted: string): boolean {
  const [one, other] = [given, wanted].map((text) => createHash('sha256').update(text).digest());
  return one !== undefined && other !== undefined && timingSafeEqual(one, other);
}
