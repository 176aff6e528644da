import { Pattern } from '../../../platform/http/index.js';

export class VerifyTrailBody {
  @Pattern(/^[0-9a-f]{64}$/, 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855', {
    optional: true,
    description: 'Hash of a seal that was noted outside the system: the trail must still hold it.',
  })
  head?: string;
}
