import type { OpenAPIObject } from '@nestjs/swagger';

// @nestjs/swagger exports the document alone; its parts are named here.
export type PathItem = OpenAPIObject['paths'][string];
export type Operation = NonNullable<PathItem['get']>;
export type Reference = { readonly $ref: string };
export type Parameter = Exclude<NonNullable<Operation['parameters']>[number], { $ref: string }>;
export type ResponseOrReference = NonNullable<Operation['responses']['default']>;
export type Answer = Exclude<ResponseOrReference, { $ref: string }>;
/** By status. */
export type Responses = Record<string, ResponseOrReference>;
