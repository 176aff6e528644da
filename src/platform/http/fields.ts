import { applyDecorators } from '@nestjs/common';
import { ApiProperty, type ApiPropertyOptions } from '@nestjs/swagger';
import { Transform, Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  ArrayNotEmpty,
  ArrayUnique,
  IsArray,
  IsBoolean,
  IsEmail,
  IsIn,
  IsInt,
  IsNumber,
  IsObject,
  IsOptional,
  IsUUID,
  Max,
  Min,
  ValidateBy,
  type ValidationOptions,
  ValidateNested,
} from 'class-validator';

import { isLocalDate, isTimeZone } from '../../kernel/time/index.js';
import type { FieldMessageCode } from './field-messages.js';

/*
 * One decorator a field: what it accepts, how it reads in the OpenAPI document and what it says when refused, in every
 * language. class-validator's own messages are English only and lose their numbers, so the code and the numbers travel
 * in the validator's message and field-messages.ts has the sentences.
 */

interface FieldOptions {
  /** May be left out or null. */
  readonly optional?: boolean;
  readonly description?: string;
}

/** Text of `min` to `max` characters after trimming, if it is trimmed. NUL, which PostgreSQL cannot store, is refused. */
export function Text({
  min = 1,
  max = 500,
  trim = true,
  ...options
}: FieldOptions & { min?: number; max?: number; trim?: boolean } = {}): PropertyDecorator {
  return field(
    options,
    { type: String, minLength: min, maxLength: max },
    Transform(({ value }: { value: unknown }) => (trim && typeof value === 'string' ? value.trim() : value)),
    ValidateBy(
      { name: 'isText', validator: { validate: (value) => isText(value, min, max) } },
      refusal('text_length', { min, max }),
    ),
  );
}

function isText(value: unknown, min: number, max: number): boolean {
  return typeof value === 'string' && value.length >= min && value.length <= max && !value.includes('\0');
}

/** A whole number. */
export function Whole({ min, max, ...options }: FieldOptions & { min: number; max: number }): PropertyDecorator {
  const range = refusal('whole_number', { min, max });
  return field(
    options,
    { type: 'integer', minimum: min, maximum: max },
    IsInt(range),
    Min(min, range),
    Max(max, range),
  );
}

/** A finite number; by default anything up to 10¹⁵ in size, beyond which doubles no longer count in ones. */
export function Figure({
  min = -1e15,
  max = 1e15,
  ...options
}: FieldOptions & { min?: number; max?: number } = {}): PropertyDecorator {
  const range = refusal('number', { min, max });
  return field(
    options,
    { type: Number, minimum: min, maximum: max },
    IsNumber({}, range),
    Min(min, range),
    Max(max, range),
  );
}

export function Flag(options: FieldOptions = {}): PropertyDecorator {
  return field(options, { type: Boolean }, IsBoolean(refusal('boolean')));
}

/** One of a closed list of words. */
export function OneOf(values: readonly string[], options: FieldOptions = {}): PropertyDecorator {
  return field(options, { enum: [...values] }, IsIn([...values], refusal('one_of', { values: values.join(', ') })));
}

/** One or more of a closed list of words. */
export function Choices(values: readonly string[], options: FieldOptions = {}): PropertyDecorator {
  const words = refusal('one_of', { values: values.join(', ') });
  return field(
    options,
    { enum: [...values], isArray: true, minItems: 1, maxItems: values.length },
    IsArray(refusal('list', { max: values.length })),
    ArrayMinSize(1, words),
    ArrayMaxSize(values.length, refusal('list', { max: values.length })),
    IsIn([...values], { each: true, ...words }),
  );
}

/** A calendar day that exists, `YYYY-MM-DD`. */
export function Day(options: FieldOptions = {}): PropertyDecorator {
  return field(
    options,
    { type: String, format: 'date', example: '2026-11-30' },
    ValidateBy(
      { name: 'isDay', validator: { validate: (value) => typeof value === 'string' && isLocalDate(value) } },
      refusal('local_date'),
    ),
  );
}

/** An instant with its offset, ISO 8601. Arrives as text; `Date.parse` reads it. */
export function Instant(options: FieldOptions = {}): PropertyDecorator {
  return field(
    options,
    { type: String, format: 'date-time', example: '2026-11-30T09:00:00+08:00' },
    ValidateBy({ name: 'isInstant', validator: { validate: isInstant } }, refusal('instant')),
  );
}

const INSTANT = /^(\d{4}-\d{2}-\d{2})T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2})$/;

function isInstant(value: unknown): boolean {
  const date = typeof value === 'string' ? INSTANT.exec(value)?.[1] : undefined;
  return date !== undefined && isLocalDate(date) && !Number.isNaN(Date.parse(value as string));
}

export function TimeZone(options: FieldOptions = {}): PropertyDecorator {
  return field(
    options,
    { type: String, example: 'Asia/Shanghai' },
    ValidateBy(
      { name: 'isZone', validator: { validate: (value) => typeof value === 'string' && isTimeZone(value) } },
      refusal('time_zone'),
    ),
  );
}

export function Email(options: FieldOptions = {}): PropertyDecorator {
  return field(options, { type: String, format: 'email', maxLength: 254 }, IsEmail({}, refusal('email')));
}

/** The id of a row or a person. */
export function Id(options: FieldOptions = {}): PropertyDecorator {
  return field(options, { type: String, format: 'uuid' }, IsUUID('all', refusal('id')));
}

/** Text that matches a pattern, with an example for the reader of the refusal. */
export function Pattern(pattern: RegExp, example: string, options: FieldOptions = {}): PropertyDecorator {
  return field(
    options,
    { type: String, pattern: pattern.source, example },
    ValidateBy(
      { name: 'isPattern', validator: { validate: (value) => typeof value === 'string' && pattern.test(value) } },
      refusal('pattern', { example }),
    ),
  );
}

// Swagger knows a class that is not loaded yet by the name of the function that gives it: `type`.

/** An object of another body class. */
export function Nested(type: () => new () => object, options: FieldOptions = {}): PropertyDecorator {
  // ValidateNested alone lets a missing object pass, and a list in its place.
  const rules = [IsObject(refusal('object')), ValidateNested(refusal('object')), Type(type)];
  return field(options, { type: () => type() }, ...rules);
}

/** A list of objects of another body class. */
export function ListOf(
  type: () => new () => object,
  { max = 100, ...options }: FieldOptions & { max?: number } = {},
): PropertyDecorator {
  return field(
    options,
    { type: () => type(), isArray: true, maxItems: max },
    IsArray(refusal('list', { max })),
    ArrayMaxSize(max, refusal('list', { max })),
    NoList({ each: true }),
    ValidateNested({ each: true, ...refusal('object') }),
    Type(type),
  );
}

/** class-validator takes a list for the object it should hold, and looks at its elements instead. */
function NoList(options: ValidationOptions = {}): PropertyDecorator {
  return ValidateBy(
    { name: 'isNoList', validator: { validate: (value) => !Array.isArray(value) } },
    { ...options, ...refusal('object') },
  );
}

/** A list of short texts. */
export function Texts({
  max = 100,
  length = 200,
  ...options
}: FieldOptions & { max?: number; length?: number } = {}): PropertyDecorator {
  return field(
    options,
    { type: [String], maxItems: max },
    IsArray(refusal('list', { max })),
    ArrayMaxSize(max, refusal('list', { max })),
    ValidateBy(
      { name: 'areTexts', validator: { validate: (value) => isText(value, 1, length) } },
      { each: true, ...refusal('text_length', { min: 1, max: length }) },
    ),
  );
}

/** A list of whole numbers, each once. */
export function Wholes({
  min,
  max,
  most,
  ...options
}: FieldOptions & { min: number; max: number; most: number }): PropertyDecorator {
  const range = { each: true, ...refusal('whole_number', { min, max }) };
  return field(
    options,
    { type: 'integer', isArray: true, minItems: 1, maxItems: most, uniqueItems: true },
    IsArray(refusal('list', { max: most })),
    ArrayNotEmpty(refusal('list', { max: most })),
    ArrayMaxSize(most, refusal('list', { max: most })),
    ArrayUnique(refusal('list', { max: most })),
    IsInt(range),
    Min(min, range),
    Max(max, range),
  );
}

function field(options: FieldOptions, property: ApiPropertyOptions, ...rules: PropertyDecorator[]): PropertyDecorator {
  const { optional = false, description } = options;
  const documented = {
    ...property,
    required: !optional,
    ...(optional && { nullable: true }),
    ...(description && { description }),
  };
  return applyDecorators(ApiProperty(documented as ApiPropertyOptions), ...(optional ? [IsOptional()] : []), ...rules);
}

function refusal(code: FieldMessageCode, params: Record<string, string | number> = {}): ValidationOptions {
  return { message: JSON.stringify({ code, params }) };
}
