import { SetMetadata } from '@nestjs/common';

import type { Action } from '../domain/policy.js';

/** Who may use a route: everybody, everybody who is signed in, or those whose role may do the action. */
export type Access =
  { readonly kind: 'public' } | { readonly kind: 'signed-in' } | { readonly kind: 'action'; readonly action: Action };

export const ACCESS = 'shewhart:access';

const access = (value: Access): MethodDecorator => SetMetadata(ACCESS, value);

/** Needs no account. */
export const Public = (): MethodDecorator => access({ kind: 'public' });

/** Needs an account, in whatever workspace. */
export const SignedIn = (): MethodDecorator => access({ kind: 'signed-in' });

/** Needs a role in the workspace of the address (`:workspace`) that may do the action. */
export const Can = (action: Action): MethodDecorator => access({ kind: 'action', action });
