import type { OpenAPIObject } from '@nestjs/swagger';

type Schema = Readonly<Record<string, unknown>>;

const DAY = '2026-11-18';

/** Texts with a grammar of their own, by the name of their field. */
const WRITTEN: Readonly<Record<string, string>> = {
  ics: [
    'BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:spec\r\nBEGIN:VEVENT\r\nUID:1\r\nDTSTAMP:20261101T000000Z\r\nSUMMARY:Off',
    'DTSTART;VALUE=DATE:20261130\r\nDTEND;VALUE=DATE:20261201\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n',
  ].join('\r\n'),
};

/** The smallest body that the document allows, every id in it being the given one. */
export class Bodies {
  constructor(
    private readonly document: OpenAPIObject,
    private readonly id: string,
  ) {}

  of(schema: Schema): unknown {
    const { $ref, allOf, enum: choices, example, type } = schema;
    if (typeof $ref === 'string') return this.of(this.resolve($ref));
    if (Array.isArray(allOf)) return this.of(allOf[0] as Schema);
    if (Array.isArray(choices)) return choices[0];
    if (type === 'object') return this.object(schema);
    if (type === 'array') return [this.of(schema['items'] as Schema)].slice(0, Number(schema['minItems'] ?? 1));
    if (type === 'boolean') return false;
    if (type === 'number' || type === 'integer') return Math.max(1, Number(schema['minimum'] ?? 1));
    return this.text(schema, example);
  }

  private object({ properties = {}, required = [] }: Schema): unknown {
    const entries = (required as string[]).map((name) => [
      name,
      WRITTEN[name] ?? this.of((properties as Record<string, Schema>)[name] ?? {}),
    ]);
    return Object.fromEntries(entries);
  }

  private text({ format, minLength = 1 }: Schema, example: unknown): string {
    if (format === 'uuid') return this.id;
    if (typeof example === 'string') return example;
    if (format === 'date') return DAY;
    if (format === 'date-time') return `${DAY}T02:00:00.000Z`;
    if (format === 'email') return 'somebody@example.test';
    return 'x'.repeat(Math.max(1, Number(minLength)));
  }

  private resolve(ref: string): Schema {
    const found = this.document.components?.schemas?.[ref.replace('#/components/schemas/', '')];
    if (!found) throw new Error(`${ref} is not in the document`);
    return found as Schema;
  }
}
