import { RequestMethod } from '@nestjs/common';
import { METHOD_METADATA, PATH_METADATA } from '@nestjs/common/constants.js';
import { DiscoveryService, MetadataScanner } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';

import { type Access, ACCESS } from '../../src/modules/people/index.js';

/** A route as its controller declares it. */
export interface Route {
  /** `GET`, `POST` … */
  readonly method: string;
  /** As Fastify spells it: `/api/v1/workspaces/:workspace/items/:key`. */
  readonly path: string;
  /** Undefined: the route says nothing about who may use it. */
  readonly access: Access | undefined;
}

/** Every route of the controllers that the running product has. */
export function routesOf(app: NestFastifyApplication): Route[] {
  const scanner = new MetadataScanner();
  const controllers = app.get(DiscoveryService, { strict: false }).getControllers();
  return controllers.flatMap(({ instance, metatype }) => {
    const prototype = Object.getPrototypeOf(instance) as object;
    const handlers = scanner.getAllMethodNames(prototype).map((name) => Reflect.get(prototype, name) as object);
    return handlers.flatMap((handler) => {
      const method = Reflect.getMetadata(METHOD_METADATA, handler) as RequestMethod | undefined;
      if (method === undefined) return [];
      const parts = [Reflect.getMetadata(PATH_METADATA, metatype ?? {}), Reflect.getMetadata(PATH_METADATA, handler)];
      const path = `/${parts.join('/')}`.replaceAll(/\/+/g, '/').replace(/(.)\/$/, '$1');
      const access = Reflect.getMetadata(ACCESS, handler) as Access | undefined;
      return [{ method: RequestMethod[method] ?? '', path, access }];
    });
  });
}
