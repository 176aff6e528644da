import { Text, Texts } from '../../../platform/http/index.js';

export class ErasePersonBody {
  @Texts({
    max: 20,
    length: 100,
    optional: true,
    description: 'Other names under which texts of the trail mention the person: a nickname, a former name.',
  })
  alsoKnownAs?: string[];

  @Text({ max: 500, optional: true, description: 'Why; must not name the person.' })
  reason?: string;
}
