import { contentHash } from '../domain/content-hash.js';
import type { Signature } from '../persistence/signature.entity.js';

export class SignatureView {
  id!: string;
  /** What was done by signing: `item.close`, `review.sign_off`, `waiver.approve`. */
  action!: string;
  subjectType!: string;
  subjectId!: string;
  cycle!: number;
  /** The item's version that was signed. */
  version!: number;
  signerId!: string;
  /** The signer's name as it was printed then. */
  printedName!: string;
  role!: string;
  /** Whose task it was, where the signer stood in for somebody. */
  onBehalfOf!: string | null;
  /** That person's name as it was printed then. */
  onBehalfOfName!: string | null;
  signedAt!: string;
  /** authorship, review, approval or responsibility. */
  meaning!: string;
  /** How it was shown that it is the signer: password, code or reauthentication. */
  method!: string;
  /** The very record that was signed, as canonical JSON. */
  content!: string;
  /** SHA-256 of the content, hexadecimal. */
  contentHash!: string;
  /** Whether the content still has the hash that was signed. */
  intact!: boolean;

  static of({ workspaceId: _workspace, itemId: _item, requestId: _request, ...signature }: Signature): SignatureView {
    return {
      ...signature,
      signedAt: signature.signedAt.toISOString(),
      intact: contentHash(signature.content) === signature.contentHash,
    };
  }
}
