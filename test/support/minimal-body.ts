import { readFileSync } from 'node:fs';

export interface BodySchema {
  readonly $ref?: string;
  readonly type?: string;
  readonly format?: string;
  readonly enum?: readonly unknown[];
  readonly example?: unknown;
  readonly pattern?: string;
  readonly minimum?: number;
  readonly minLength?: number;
  readonly minItems?: number;
  readonly items?: BodySchema;
  readonly allOf?: readonly BodySchema[];
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, BodySchema>>;
}

export interface DocumentedOperation {
  readonly 'x-access'?: string;
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: BodySchema }>> };
  readonly parameters?: readonly { readonly name?: string; readonly in?: string; readonly required?: boolean }[];
}

interface Document {
  readonly paths: Readonly<Record<string, Readonly<Record<string, DocumentedOperation>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, BodySchema>> };
}

/** The API as it is promised. */
export const DOCUMENT = JSON.parse(readFileSync('docs/openapi.json', 'utf8')) as Document;

/**
 * The least that a route accepts as its body, made from the document.
 *
 * @param ids what to put for a field that names a record: `assigneeId`
 */
export function minimalBody({ requestBody }: DocumentedOperation, ids: Readonly<Record<string, string>>): unknown {
  const schema = requestBody?.content['application/json']?.schema;
  return schema === undefined ? {} : valueOf(schema, '', ids);
}

function valueOf(schema: BodySchema, name: string, ids: Readonly<Record<string, string>>): unknown {
  const whole = schema.$ref ? DOCUMENT.components.schemas[schema.$ref.split('/').at(-1) ?? ''] : schema.allOf?.[0];
  if (whole && whole !== schema) return valueOf(whole, name, ids);
  if (schema.enum) return schema.enum[0];
  switch (schema.type ?? 'string') {
    case 'object':
      return Object.fromEntries(
        (schema.required ?? []).map((field) => [field, valueOf(schema.properties?.[field] ?? {}, field, ids)]),
      );
    case 'array':
      return schema.minItems ? [valueOf(schema.items ?? {}, name, ids)] : [];
    case 'boolean':
      return false;
    case 'number':
    case 'integer':
      return schema.minimum ?? 1;
    default:
      return textOf(schema, name, ids);
  }
}

function textOf(
  { format, pattern, example, minLength = 1 }: BodySchema,
  name: string,
  ids: Readonly<Record<string, string>>,
) {
  switch (format ?? '') {
    case 'uuid':
      return ids[name] ?? ids['personId'];
    case 'date':
      return '2026-12-01';
    case 'date-time':
      return '2026-11-18T02:00:00Z';
    default:
      return pattern === undefined ? 'x'.repeat(Math.max(minLength, 1)) : example;
  }
}
