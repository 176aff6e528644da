import { applyDecorators, SetMetadata } from '@nestjs/common';
import { ApiExtension, ApiHeader } from '@nestjs/swagger';

import { ACCESS_EXTENSION } from '../../../platform/http/index.js';
import { type Action, APPROVALS, rolesFor } from '../domain/policy.js';

/** Who may use a route: everybody, everybody who is signed in, or those whose role may do the action. */
export type Access =
  | { readonly kind: 'public' }
  | { readonly kind: 'signed-in'; readonly beforeSecondFactor: boolean }
  | { readonly kind: 'action'; readonly action: Action };

export const ACCESS = 'shewhart:access';

/** Needs no account. */
export const Public = (): MethodDecorator =>
  applyDecorators(SetMetadata(ACCESS, { kind: 'public' } satisfies Access), ApiExtension(ACCESS_EXTENSION, 'public'));

/**
 * Needs an account, in whatever workspace.
 *
 * @param beforeSecondFactor whether it is open to who still lacks a second factor that one of his workspaces requires
 */
export const SignedIn = ({ beforeSecondFactor = false } = {}): MethodDecorator =>
  applyDecorators(
    SetMetadata(ACCESS, { kind: 'signed-in', beforeSecondFactor } satisfies Access),
    ApiExtension(ACCESS_EXTENSION, 'signed-in'),
  );

const forAnother = ApiHeader({
  name: 'On-Behalf-Of',
  required: false,
  description: 'Id of the person whose approval it is, when it was handed over to the caller.',
});

/** Needs a role in the workspace of the address (`:workspace`) that may do the action. */
export const Can = (action: Action): MethodDecorator =>
  applyDecorators(
    SetMetadata(ACCESS, { kind: 'action', action } satisfies Access),
    ApiExtension(ACCESS_EXTENSION, action),
    ApiExtension('x-roles', rolesFor(action)),
    ...((APPROVALS as readonly Action[]).includes(action) ? [forAnother] : []),
  );
