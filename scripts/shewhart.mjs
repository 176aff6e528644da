#!/usr/bin/env node
// The commands that need neither server nor database.
//
//   npx shewhart verify FILE [--head HASH]    checks an export of the audit trail (docs/audit-trail.md)
//   npm run verify -- FILE [--head HASH]
import { ensureBuilt, ensureInstalled, ensureNode } from './setup.mjs';

ensureNode();
await ensureInstalled();
await ensureBuilt();
await import('../dist/src/cli.js');
