import { Flag } from '../../../platform/http/index.js';

export class RequireSecondFactorBody {
  @Flag({ description: 'Whether every member must have a second factor.' })
  required!: boolean;
}
