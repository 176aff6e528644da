import { type ArgumentMetadata, ValidationPipe } from '@nestjs/common';
import type { ValidationError } from 'class-validator';

import { DomainError, type FieldProblem, refuseFields } from '../../kernel/errors/index.js';
import { FIELD_MESSAGES, type FieldMessageCode } from './field-messages.js';
import { illFormedTexts } from './ill-formed-texts.js';
import { UploadStream } from './upload-stream.js';

/** Bodies and queries become their classes; every unknown or bad field is refused at once. */
export function createValidationPipe(): ValidationPipe {
  return new BodyValidationPipe({
    transform: true,
    whitelist: true,
    forbidNonWhitelisted: true,
    forbidUnknownValues: true,
    exceptionFactory: (errors) => {
      const fields = errors.flatMap((error) => problemsIn(error, ''));
      return new DomainError('invalid_fields', { count: fields.length }, { fields });
    },
  });
}

class BodyValidationPipe extends ValidationPipe {
  override async transform(value: unknown, metadata: ArgumentMetadata): Promise<unknown> {
    // Nest would make an empty object of a list, of null and of text, and complain of the fields it lacks.
    if (metadata.type === 'body' && this.toValidate(metadata)) refuseUnlessObject(value);
    if (metadata.type !== 'body' && metadata.type !== 'query')
      return (await super.transform(value, metadata)) as unknown;
    const illFormed = illFormedFields(value);
    const transformed = (await super.transform(value, metadata).catch((error: unknown) => {
      throw illFormed.length > 0 ? withFields(error, illFormed) : error;
    })) as unknown;
    refuseFields(illFormed);
    return transformed;
  }
}

function refuseUnlessObject(body: unknown): void {
  if (body instanceof UploadStream) throw new DomainError('unsupported_media_type');
  if (typeof body === 'object' && body !== null && !Array.isArray(body)) return;
  refuseFields([{ field: 'body', code: 'object', message: FIELD_MESSAGES.object }]);
}

function illFormedFields(value: unknown): FieldProblem[] {
  const message = FIELD_MESSAGES.ill_formed;
  // What has not been read yet is looked at by whoever reads it.
  if (value instanceof UploadStream) return [];
  return illFormedTexts(value).map((field) => ({ field, code: 'ill_formed', message }));
}

/** The refusal with further fields; what it says of a field itself stays. */
function withFields(error: unknown, more: readonly FieldProblem[]): unknown {
  if (!(error instanceof DomainError) || error.code !== 'invalid_fields') return error;
  const told = error.details.fields ?? [];
  const fields = [...told, ...more.filter(({ field }) => !told.some((problem) => problem.field === field))];
  return new DomainError('invalid_fields', { count: fields.length }, { fields });
}

/** For whoever reads a body without this pipe. */
export function refuseIllFormedTexts(value: unknown): void {
  refuseFields(illFormedFields(value));
}

function problemsIn(error: ValidationError, parent: string): FieldProblem[] {
  const field = parent === '' ? error.property : `${parent}.${error.property}`;
  // One sentence a field: a wrong type breaks its range rules and those of its parts too, and the first says it all.
  const [constraint] = Object.entries(error.constraints ?? {});
  if (constraint) return [problemOf(field, constraint)];
  return (error.children ?? []).flatMap((child) => problemsIn(child, field));
}

function problemOf(field: string, [rule, message]: [string, string]): FieldProblem {
  if (rule === 'whitelistValidation') return { field, code: 'unknown_field', message: FIELD_MESSAGES.unknown_field };
  const { code, params } = parseRefusal(message);
  return { field, code, message: FIELD_MESSAGES[code], params };
}

function parseRefusal(message: string): { code: FieldMessageCode; params: Record<string, string | number> } {
  // Messages with `each` arrive prefixed ("each value in …"); the JSON is what we put there.
  const json = message.slice(message.indexOf('{'));
  return JSON.parse(json) as { code: FieldMessageCode; params: Record<string, string | number> };
}
