import { type CallHandler, type ExecutionContext, Injectable, type NestInterceptor } from '@nestjs/common';
import { Observable } from 'rxjs';

import { serving } from '../database/index.js';
import type { Request } from './request.js';

/** Everything behind the access guard serves the workspace that the guard found in the address, and no other. */
@Injectable()
export class WorkspaceInterceptor implements NestInterceptor {
  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const workspace = context.switchToHttp().getRequest<Request>().actor?.workspace;
    if (!workspace) return next.handle();
    return new Observable((subscriber) => serving(workspace.id, () => next.handle().subscribe(subscriber)));
  }
}
