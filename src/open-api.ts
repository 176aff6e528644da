import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';

import { IDENTITY_PATHS } from './modules/people/index.js';
import { addConventions, ProblemView } from './platform/http/index.js';

const VERSION = '0.1.0';

/** The description of the whole API. */
export function openApiDocument(app: INestApplication): OpenAPIObject {
  const options = new DocumentBuilder()
    .setTitle('Shewhart')
    .setDescription(
      'Continuous improvement over REST. Errors are application/problem+json with a stable `code`; every resource has an ' +
        '`ETag`, changing one needs `If-Match`; every POST takes `Idempotency-Key`; messages come in English or zh-CN.',
    )
    .setVersion(VERSION)
    .addCookieAuth('better-auth.session_token', undefined, 'session')
    .addApiKey({ type: 'apiKey', in: 'header', name: 'x-api-key' }, 'api-key')
    .addSecurityRequirements('session')
    .addSecurityRequirements('api-key')
    .build();
  const document = SwaggerModule.createDocument(app, options, {
    operationIdFactory: (controller, method) => `${controller.replace(/Controller$/, '')}_${method}`,
    extraModels: [ProblemView],
  });
  const described = addConventions(document);
  return { ...described, paths: { ...described.paths, ...IDENTITY_PATHS } };
}

/** Serves the document and its reader below `/api`. */
export function serveOpenApi(app: INestApplication): void {
  SwaggerModule.setup('api/docs', app, () => openApiDocument(app), { jsonDocumentUrl: 'api/openapi.json' });
}
