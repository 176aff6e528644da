import { DomainError } from '../../../../kernel/errors/index.js';
import type { UploadStream } from '../../../../platform/http/index.js';
import {
  type ContentKind,
  contentMismatch,
  encodingNamed,
  encodingOf,
  type PeekedBody,
  peekAt,
  type TextEncoding,
} from '../../../../platform/uploads/index.js';
import { CUT_OFF, rowProblem } from '../../domain/ingest/row-messages.js';
import { isCutOff, refusal } from './refusal.js';

/** Text on its way. */
export interface TextBody {
  readonly parts: AsyncIterable<Buffer>;
  readonly encoding: TextEncoding;
}

/**
 * The text of an upload, judged by its first bytes and not by its type alone.
 *
 * @param expected what it is sent as, for the refusal
 * @throws DomainError content_mismatch for what is no text, unknown_charset for one whose encoding is not read here
 */
export async function textIn(upload: UploadStream, expected: string): Promise<TextBody> {
  const { charset } = upload;
  const declared = charset === undefined ? undefined : encodingNamed(charset);
  if (charset !== undefined && declared === undefined) {
    upload.stream.resume();
    throw new DomainError('unknown_charset', { charset: charset.slice(0, 40) });
  }
  const { first, parts } = await peekedInto(upload, 'text', expected);
  return { parts, encoding: encodingOf(first, declared) };
}

/** @throws DomainError content_mismatch, or invalid_rows when it breaks off before it can be told what it is */
export async function peekedInto({ stream }: UploadStream, wanted: ContentKind, expected: string): Promise<PeekedBody> {
  try {
    return await peekAt(stream, (kind) => {
      if (kind !== wanted) throw contentMismatch(kind, expected);
    });
  } catch (error) {
    throw isCutOff(error) ? refusal(rowProblem('line 1', 'cut_off', CUT_OFF, {})) : error;
  }
}
