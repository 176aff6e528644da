import { type BodySchema, DOCUMENT } from './minimal-body.js';

export interface Filling {
  /** For every field of free text. */
  readonly text: string;
  /** Whether fields that may be left out are filled as well. */
  readonly optional: boolean;
  /** Whether days, ids, patterns and choices get the text, too. */
  readonly everywhere: boolean;
  readonly id: string;
}

type Sized = BodySchema & { readonly maxLength?: number };

/** A body with a text in all its fields, cut to what each may hold unless the text goes everywhere. */
export function hostileBody(schema: BodySchema, filling: Filling, name = ''): unknown {
  const whole = resolved(schema);
  if (whole.enum) return filling.everywhere ? filling.text : whole.enum[0];
  switch (whole.type ?? 'string') {
    case 'object':
      return Object.fromEntries(
        Object.entries(whole.properties ?? {})
          .filter(([field]) => filling.optional || (whole.required ?? []).includes(field))
          .map(([field, inner]) => [field, hostileBody(inner, filling, field)]),
      );
    case 'array':
      return [hostileBody(whole.items ?? {}, filling, name)];
    case 'boolean':
      return false;
    case 'number':
    case 'integer':
      return filling.everywhere ? filling.text : Math.max(1, whole.minimum ?? 1);
    default:
      return textFor(whole, filling);
  }
}

/** The paths of a body's fields of free text, such as `evidence.statement`. */
export function textFields(schema: BodySchema, path = ''): string[] {
  const whole = resolved(schema);
  if (whole.enum) return [];
  const below = (name: string): string => (path === '' ? name : `${path}.${name}`);
  if (whole.type === 'array') return textFields(whole.items ?? {}, below('0'));
  if (whole.type === 'object') {
    return Object.entries(whole.properties ?? {}).flatMap(([name, inner]) => textFields(inner, below(name)));
  }
  return isFree(whole) ? [path] : [];
}

function textFor(schema: Sized, { text, everywhere, id }: Filling): string {
  if (everywhere) return text;
  if (isFree(schema)) return text.slice(0, schema.maxLength ?? text.length).padEnd(schema.minLength ?? 0, text);
  if (schema.format === 'uuid') return id;
  if (schema.format === 'date') return '2026-12-01';
  if (schema.format === 'date-time') return '2026-11-18T02:00:00Z';
  if (schema.format === 'email') return 'somebody@example.test';
  return String(schema.example);
}

function isFree({ type = 'string', format, pattern, example }: BodySchema): boolean {
  return type === 'string' && format === undefined && pattern === undefined && example === undefined;
}

function resolved(schema: BodySchema): Sized {
  const ref = schema.$ref ?? schema.allOf?.[0]?.$ref;
  return ref ? (DOCUMENT.components.schemas[ref.split('/').at(-1) ?? ''] ?? {}) : schema;
}
