import type { Config } from '../../src/config/index.js';

export interface KeeperSettings {
  readonly config: Config;
}

export type KeeperOrder =
  | { readonly kind: 'seal' | 'rest' }
  | { readonly kind: 'keep-sealing'; readonly everyMs: number }
  | { readonly kind: 'verify'; readonly workspaceId: string }
  | { readonly kind: 'export'; readonly workspaceId: string; readonly file: string };

export interface KeeperAnswer {
  readonly ok: boolean;
  readonly ms: number;
  /** The most memory that the process ever held, in MiB. */
  readonly maxRssMb: number;
}
