import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, getSchemaPath, SwaggerModule, type OpenAPIObject } from '@nestjs/swagger';
import { ProblemAnswer } from '../problems/answers.js';

export const DOCS_PATH = 'docs';

/** Swagger UI brings scripts of its own and writes styles. */
export const DOCS_CONTENT_SECURITY_POLICY =
  "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

const DESCRIPTION =
  'Billing of seats for spaces. Errors are problems of RFC 9457 with a stable code; a command may carry an ' +
  'Idempotency-Key and If-Match, and a query the position of a command.';

/** The document, from the code. */
export const openApiDocument = (app: INestApplication): OpenAPIObject => {
  const builder = new DocumentBuilder()
    .setOpenAPIVersion('3.1.0')
    .setTitle('Quittance')
    .setDescription(DESCRIPTION)
    .setVersion('1')
    .addBearerAuth();
  const document = SwaggerModule.createDocument(app, builder.build(), {
    operationIdFactory: (controller, method) => `${controller.replace(/Controller$/, '')}_${method}`,
    extraModels: [ProblemAnswer],
  });
  for (const operation of Object.values(document.paths).flatMap(operationsOf)) operation.responses['default'] = PROBLEM;
  return document;
};

const PROBLEM = {
  description: 'A problem.',
  content: { 'application/problem+json': { schema: { $ref: getSchemaPath(ProblemAnswer) } } },
};

interface Operation {
  responses: Record<string, unknown>;
}

const isOperation = (part: unknown): part is Operation =>
  typeof part === 'object' && part !== null && 'responses' in part;

const operationsOf = (path: object): Operation[] => Object.values(path).filter(isOperation);

/** Serves the document and its page; it is made at the first request, because that costs more than the start. */
export const serveDocs = (app: INestApplication): void => {
  SwaggerModule.setup(DOCS_PATH, app, () => openApiDocument(app), {
    jsonDocumentUrl: 'openapi.json',
    raw: ['json'],
    customSiteTitle: 'Quittance API',
  });
};
