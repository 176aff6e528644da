import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { DocumentBuilder, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';

const VERSION = '0.1.0';

/** The description of the whole API. */
export function openApiDocument(app: NestFastifyApplication): OpenAPIObject {
  const options = new DocumentBuilder()
    .setTitle('Shewhart')
    .setDescription(
      'Continuous improvement over REST. Errors are application/problem+json with a stable `code`; every resource has an ' +
        '`ETag`, changing one needs `If-Match`; every POST takes `Idempotency-Key`; messages come in English or zh-CN.',
    )
    .setVersion(VERSION)
    .addCookieAuth('better-auth.session_token')
    .addApiKey({ type: 'apiKey', in: 'header', name: 'x-api-key' }, 'api-key')
    .build();
  return SwaggerModule.createDocument(app, options, {
    operationIdFactory: (controller, method) => `${controller.replace(/Controller$/, '')}_${method}`,
  });
}

/** Serves the document and its reader below `/api`. */
export function serveOpenApi(app: NestFastifyApplication): void {
  SwaggerModule.setup('api/docs', app, () => openApiDocument(app), { jsonDocumentUrl: 'api/openapi.json' });
}
