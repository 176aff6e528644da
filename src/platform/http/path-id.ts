import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { validate } from 'uuid';

import { notFound } from '../../kernel/errors/index.js';
import type { Request } from './request.js';

const RECORD = { en: 'record', 'zh-CN': '记录' };

/** The `:id` of the path. What is no id at all names nothing: 404, as for an id that nobody has. */
export const PathId = createParamDecorator((_: unknown, context: ExecutionContext): string => {
  const { id = '' } = context.switchToHttp().getRequest<Request>().params as { id?: string };
  if (!validate(id)) throw notFound(RECORD);
  return id;
});
